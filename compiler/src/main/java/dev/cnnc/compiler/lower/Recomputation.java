package dev.cnnc.compiler.lower;

import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.lower.Program.LoweredLayer;
import dev.cnnc.compiler.lower.Program.LoweredLoss;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operand.Role;
import dev.cnnc.compiler.program.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Training in less memory: what costs little to compute is not kept from the forward to the backward pass but computed
 * again when that first reads it, so that a step of training has the same result. T. Chen et al., "Training deep nets
 * with sublinear memory cost", 2016, arXiv:1604.06174; for batch norms behind concatenations G. Pleiss et al.,
 * "Memory-efficient implementation of DenseNets", 2017, arXiv:1707.06990.
 *
 * <p>A tensor is computed again if that frees more than has to be kept for it: its inputs, where nothing else in the
 * backward pass reads them, each shared by those that would be computed from it. Where an input is itself computed
 * again, both are in memory from then on until their layers' backward steps. In a chain of residual sums that would
 * bring back all of them at once, so that a chain has a length after which one is kept.
 */
public final class Recomputation {

    private final Program program;
    private final int longestChain;
    private final Map<Integer, LoweredLayer> layers = new HashMap<>();
    private final Set<Integer> readBackward = new HashSet<>();
    private final Set<Integer> fixed = new HashSet<>();
    /** How many tensors were computed one from the other, for each that is not kept. */
    private final Map<Integer, Integer> chains = new HashMap<>();

    private Recomputation(Program program, int longestChain) {
        this.program = program;
        this.longestChain = longestChain;
        program.layers().forEach(layer -> layers.put(layer.node().id(), layer));
        program.layers().forEach(layer -> layer.backward().forEach(step -> values(step).forEach(readBackward::add)));
        program.graph().outputs().stream().map(GraphOutput::node).forEach(fixed::add);
        for (LoweredLoss loss : program.losses()) {
            loss.backward().forEach(step -> values(step).forEach(fixed::add));
        }
    }

    /**
     * A training program that keeps less.
     *
     * @param longestChain how many tensors may be computed again one from the other, at least 1
     */
    public static Program of(Program training, int longestChain) {
        Recomputation recomputation = new Recomputation(training, longestChain);
        recomputation.choose();
        return recomputation.rewrite();
    }

    private void choose() {
        List<LoweredLayer> candidates = program.layers().stream().filter(this::isCandidate).toList();
        Map<Integer, Integer> readers = new HashMap<>();
        candidates.forEach(layer -> inputs(layer).forEach(input -> readers.merge(input, 1, Integer::sum)));
        for (LoweredLayer layer : candidates) {
            double toKeep = 0;
            int chain = 1;
            for (int input : inputs(layer)) {
                if (chains.containsKey(input)) {
                    chain = Math.max(chain, chains.get(input) + 1);
                } else if (!isKept(input)) {
                    toKeep += (double) size(input) / readers.get(input);
                }
            }
            int id = layer.node().id();
            if (chain <= longestChain && toKeep < size(id)) {
                chains.put(id, chain);
            }
        }
    }

    private boolean isCandidate(LoweredLayer layer) {
        int id = layer.node().id();
        return !layer.again().isEmpty() && readBackward.contains(id) && !fixed.contains(id);
    }

    private boolean isKept(int node) {
        return readBackward.contains(node) || fixed.contains(node);
    }

    private long size(int node) {
        return layers.get(node).node().shape().size();
    }

    /** What a layer's output is computed again from. */
    private static List<Integer> inputs(LoweredLayer layer) {
        Node node = layer.node();
        return layer.again().stream().flatMap(Recomputation::values).filter(it -> it != node.id()).distinct().toList();
    }

    private static Stream<Integer> values(Step step) {
        return step.operands().stream()
                .filter(operand -> operand instanceof Operand.Tensor tensor && tensor.role() == Role.VALUE)
                .map(operand -> ((Operand.Tensor) operand).node());
    }

    private Program rewrite() {
        Set<Integer> present = new HashSet<>();
        Deque<LoweredLayer> rewritten = new ArrayDeque<>();
        for (int i = program.layers().size() - 1; i >= 0; i--) {
            LoweredLayer layer = program.layers().get(i);
            List<Step> backward = new ArrayList<>();
            for (Step step : layer.backward()) {
                values(step).forEach(node -> compute(node, present, backward));
                backward.add(reread(step));
            }
            rewritten.addFirst(layer.withBackward(backward));
        }
        return new Program(program.graph(), List.copyOf(rewritten), program.losses(), program.slots(),
                program.aliases());
    }

    private void compute(int node, Set<Integer> present, List<Step> steps) {
        if (chains.containsKey(node) && present.add(node)) {
            LoweredLayer layer = layers.get(node);
            inputs(layer).forEach(input -> compute(input, present, steps));
            layer.again().forEach(step -> steps.add(reread(step)));
        }
    }

    private Step reread(Step step) {
        List<Operand> operands = new ArrayList<>();
        for (Operand operand : step.operands()) {
            boolean again = operand instanceof Operand.Tensor tensor && tensor.role() == Role.VALUE
                    && chains.containsKey(tensor.node());
            operands.add(again ? ((Operand.Tensor) operand).in(Role.RECOMPUTED) : operand);
        }
        return new Step(step.operation(), step.method(), operands, step.node());
    }
}
