package dev.cnnc.compiler.profile;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operand.Access;
import dev.cnnc.compiler.program.Operand.Role;
import dev.cnnc.compiler.program.Step;
import java.util.List;
import java.util.Map;

/** What steps of a program have to compute and to move, as far as follows from shapes. */
final class StepCosts {

    private final Map<Integer, Node> nodes;
    private final int batch;

    StepCosts(Graph graph, int batch) {
        this.nodes = graph.byId();
        this.batch = batch;
    }

    /** Of a layer's forward pass. */
    long forwardFlops(Node node) {
        return 2 * batch * node.macs();
    }

    /** The gradient of the weights, and that of the inputs, take as many as the forward pass each. */
    long backwardFlops(Node node, List<Step> steps) {
        boolean learns = node.parameters().stream().anyMatch(NamedParameter::learns);
        boolean handsDown = steps.stream()
                .flatMap(step -> step.operands().stream())
                .anyMatch(operand -> operand instanceof Operand.Tensor tensor && tensor.role() == Role.GRADIENT
                        && tensor.node() != node.id());
        return forwardFlops(node) * ((learns ? 1 : 0) + (handsDown ? 1 : 0));
    }

    /** Tensors for the whole batch, and the parameters once. */
    long bytes(Node node, List<Step> steps) {
        long floats = 0;
        for (Step step : steps) {
            for (Operand operand : step.operands()) {
                if (operand instanceof Operand.Tensor tensor) {
                    long size = nodes.get(tensor.node()).shape().size() * batch;
                    floats += tensor.access() == Access.READ_WRITE ? 2 * size : size;
                }
            }
        }
        long parameters = node.parameters().stream().mapToLong(it -> it.parameter().count()).sum();
        return Float.BYTES * (floats + (steps.isEmpty() ? 0 : parameters));
    }
}
