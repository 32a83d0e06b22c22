package dev.cnnc.compiler.lower;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.Loss;
import dev.cnnc.compiler.lower.Program.LoweredLayer;
import dev.cnnc.compiler.lower.Program.LoweredLoss;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operand.Access;
import dev.cnnc.compiler.program.Operand.Role;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks every layer of a graph for its part and puts the parts together. Sizes must have been checked to fit ints. */
public final class Lowering {

    private Lowering() {}

    /** The program for predictions. */
    public static Program inference(Graph graph) {
        Map<Integer, Node> nodes = graph.byId();
        InferenceLowering lowering = new InferenceLowering(nodes);
        List<LoweredLayer> layers = new ArrayList<>();
        for (Node node : graph.nodes()) {
            layers.add(lowering.lower(node));
        }
        return new Program(graph, layers, List.of(), lowering.slots(), lowering.aliases());
    }

    /**
     * The program for training.
     *
     * @param smoothing how much of the target's probability a cross entropy spreads over all classes
     */
    public static Program training(Graph graph, double smoothing) {
        return training(graph, smoothing, new GradientFlow(graph));
    }

    /**
     * The program for training in which every tensor has a gradient, the input's too. All of them are to be zero before
     * the backward pass, each of whose steps adds to them; so it may begin at any layer.
     */
    public static Program observed(Graph graph, double smoothing) {
        return training(graph, smoothing, GradientFlow.everywhere(graph));
    }

    private static Program training(Graph graph, double smoothing, GradientFlow flow) {
        TrainingLowering lowering = new TrainingLowering(graph.byId(), flow);
        List<LoweredLayer> layers = new ArrayList<>();
        for (Node node : graph.nodes()) {
            layers.add(lowering.lower(node));
        }
        List<LoweredLoss> losses = losses(graph, flow, smoothing, lowering.operations());
        return new Program(graph, layers, losses, 0, Map.of());
    }

    private static List<LoweredLoss> losses(Graph graph, GradientFlow flow, double smoothing, int operations) {
        Map<Integer, Node> nodes = graph.byId();
        List<LoweredLoss> losses = new ArrayList<>();
        for (GraphOutput output : graph.outputs()) {
            if (output.loss().isNone()) {
                continue;
            }
            Node node = nodes.get(output.node());
            int size = Math.toIntExact(node.shape().size());
            float weight = (float) output.weight();
            int id = operations + losses.size();
            Loss loss = Loss.of(output.loss());
            Operation operation = new Operation(id, node.id(), loss.operation(output.loss()),
                    loss.arguments(output.loss(), size, (float) smoothing, weight));
            Operand value = new Operand.Tensor(node.id(), Role.VALUE, Access.READ);
            List<Step> backward = new ArrayList<>();
            if (flow.needsGradient(node.id())) {
                boolean accumulate = losses.stream().anyMatch(other -> other.operation().node() == node.id());
                Operand gradient = new Operand.Tensor(
                        node.id(), Role.GRADIENT, accumulate ? Access.READ_WRITE : Access.WRITE);
                backward.add(new Step(
                        operation, "backward", List.of(value, gradient, Operand.literal(accumulate)), node.id()));
            }
            Step forward = new Step(operation, "forward", List.of(value), node.id());
            losses.add(new LoweredLoss(output.name(), operation, forward, backward));
        }
        return losses;
    }
}
