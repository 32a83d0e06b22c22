package dev.cnnc.compiler.lower;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A lowered graph: for predictions, or for training with losses and a backward pass.
 *
 * @param graph   what was lowered
 * @param layers  in the order of the forward pass
 * @param losses  between the forward and the backward pass; none in a program for predictions
 * @param slots   how many packed weights there are
 * @param aliases nodes whose output is the memory of another node's output
 */
public record Program(
        Graph graph, List<LoweredLayer> layers, List<LoweredLoss> losses, int slots, Map<Integer, Integer> aliases) {

    public Program {
        layers = List.copyOf(layers);
        losses = List.copyOf(losses);
        aliases = Map.copyOf(aliases);
    }

    /**
     * One layer's part.
     *
     * @param prepare  calls when weights are loaded
     * @param forward  calls for every batch
     * @param again    calls that compute the output once more, where that costs little; made only if the backward
     *                 calls of some layer hold them
     * @param backward calls for every batch, after those of all later layers
     */
    public record LoweredLayer(Node node, List<Operation> operations, List<Step> prepare, List<Step> forward,
            List<Step> again, List<Step> backward) {

        public LoweredLayer {
            operations = List.copyOf(operations);
            prepare = List.copyOf(prepare);
            forward = List.copyOf(forward);
            again = List.copyOf(again);
            backward = List.copyOf(backward);
        }

        LoweredLayer withBackward(List<Step> steps) {
            return new LoweredLayer(node, operations, prepare, forward, again, steps);
        }
    }

    /**
     * The loss of one output.
     *
     * @param output   the output's name
     * @param backward empty where nothing before it is trained
     */
    public record LoweredLoss(String output, Operation operation, Step forward, List<Step> backward) {

        public LoweredLoss {
            backward = List.copyOf(backward);
        }
    }

    /** All calls for a batch in the order of their execution; a tensor's lifetime is counted in places of this list. */
    public List<Step> schedule() {
        List<Step> steps = new ArrayList<>();
        layers.forEach(layer -> steps.addAll(layer.forward()));
        losses.forEach(loss -> steps.add(loss.forward()));
        losses.forEach(loss -> steps.addAll(loss.backward()));
        for (int i = layers.size() - 1; i >= 0; i--) {
            steps.addAll(layers.get(i).backward());
        }
        return steps;
    }
}
