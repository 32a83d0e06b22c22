package dev.cnnc.compiler.lower;

import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.lower.Program.LoweredLayer;
import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operand.Access;
import dev.cnnc.compiler.program.Operand.Role;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what layers emit for predictions. */
final class InferenceLowering extends LayerLowering implements InferenceEmitter {

    private final Map<Integer, Integer> aliases = new HashMap<>();
    private List<Step> prepare;
    private List<Step> run;
    private int slots;

    InferenceLowering(Map<Integer, Node> nodes) {
        super(nodes);
    }

    LoweredLayer lower(Node next) {
        begin(next);
        prepare = new ArrayList<>();
        run = new ArrayList<>();
        next.layer().lowerInference(this);
        return new LoweredLayer(next, ofLayer(), prepare, run, List.of(), List.of());
    }

    int slots() {
        return slots;
    }

    Map<Integer, Integer> aliases() {
        return aliases;
    }

    @Override
    public Operand replaceable(int index) {
        return new Operand.Tensor(node().inputs().get(index), Role.VALUE, Access.REPLACEABLE);
    }

    @Override
    public Operand slot() {
        return new Operand.Slot(slots++);
    }

    @Override
    public void prepare(Operation operation, String method, Operand... operands) {
        prepare.add(step(operation, method, operands));
    }

    @Override
    public void run(Operation operation, String method, Operand... operands) {
        run.add(step(operation, method, operands));
    }

    @Override
    public void alias(int input) {
        int source = node().inputs().get(input);
        aliases.put(node().id(), aliases.getOrDefault(source, source));
    }
}
