package dev.cnnc.compiler.lower;

import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Layout;
import java.util.ArrayList;
import java.util.List;

/** What both emitters give to the layer at hand: its shapes, its parameters, its operations. */
final class Operations {

    private int count;
    private List<Operation> ofLayer = new ArrayList<>();

    /** Forgets the operations of the layer before. */
    void begin() {
        ofLayer = new ArrayList<>();
    }

    Operation add(Node node, Class<?> type, Object... arguments) {
        Operation operation = new Operation(count++, node.id(), type, List.of(arguments));
        ofLayer.add(operation);
        return operation;
    }

    List<Operation> ofLayer() {
        return ofLayer;
    }

    int count() {
        return count;
    }

    static Layout layout(Shape shape) {
        return new Layout(
                Math.toIntExact(shape.height()), Math.toIntExact(shape.width()), Math.toIntExact(shape.channels()));
    }

    static Operand parameter(Node node, String role) {
        for (NamedParameter parameter : node.parameters()) {
            if (parameter.role().equals(role)) {
                return parameter.parameter().trainable()
                        ? new Operand.Weight(parameter.name())
                        : new Operand.State(parameter.name());
            }
        }
        return Operand.NONE;
    }
}
