package dev.cnnc.compiler.lower;

import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operand.Access;
import dev.cnnc.compiler.program.Operand.Role;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.Step;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What both emitters give to the layer at hand: its shapes, its tensors, its parameters, its operations. */
abstract class LayerLowering {

    private final Map<Integer, Node> nodes;
    private int operations;
    private List<Operation> ofLayer;
    private Node node;

    LayerLowering(Map<Integer, Node> nodes) {
        this.nodes = nodes;
    }

    /** Turns to a layer and forgets the operations of the one before. */
    void begin(Node next) {
        node = next;
        ofLayer = new ArrayList<>();
    }

    Node node() {
        return node;
    }

    /** Those that the layer at hand has asked for. */
    List<Operation> ofLayer() {
        return ofLayer;
    }

    /** How many operations there are so far, of all layers. */
    int operations() {
        return operations;
    }

    Step step(Operation operation, String method, Operand... operands) {
        return new Step(operation, method, List.of(operands), node.id());
    }

    public int inputs() {
        return node.inputs().size();
    }

    public Layout input(int index) {
        return layout(nodes.get(node.inputs().get(index)).shape());
    }

    public Layout output() {
        return layout(node.shape());
    }

    public Operand x(int index) {
        return new Operand.Tensor(node.inputs().get(index), Role.VALUE, Access.READ);
    }

    public Operand y() {
        return new Operand.Tensor(node.id(), Role.VALUE, Access.WRITE);
    }

    public Operand parameter(String role) {
        for (NamedParameter parameter : node.parameters()) {
            if (parameter.role().equals(role)) {
                return parameter.parameter().trainable()
                        ? new Operand.Weight(parameter.name())
                        : new Operand.State(parameter.name());
            }
        }
        return Operand.NONE;
    }

    public Operation operation(Class<?> type, Object... arguments) {
        Operation operation = new Operation(operations++, node.id(), type, List.of(arguments));
        ofLayer.add(operation);
        return operation;
    }

    private static Layout layout(Shape shape) {
        return new Layout(
                Math.toIntExact(shape.height()), Math.toIntExact(shape.width()), Math.toIntExact(shape.channels()));
    }
}
