package dev.cnnc.compiler.program;

import java.util.List;

/**
 * One call: {@code conv1.infer(0, 784, 0)}.
 *
 * @param node the id of the graph node it belongs to
 */
public record Step(Operation operation, String method, List<Operand> operands, int node) {

    public Step {
        operands = List.copyOf(operands);
    }
}
