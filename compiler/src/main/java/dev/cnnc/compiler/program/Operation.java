package dev.cnnc.compiler.program;

import java.util.List;

/**
 * One instance of a runtime operation: a field of the generated class.
 *
 * @param id        its position among the operations of the program
 * @param node      the id of the graph node it was made for
 * @param type      the runtime's class, such as {@code dev.cnnc.runtime.op.Convolution}
 * @param arguments what its constructor takes after the workspace: Integer, Float, Boolean, String, enum
 *                  constants, {@link dev.cnnc.runtime.op.Layout} and {@link dev.cnnc.runtime.op.Tail}
 */
public record Operation(int id, int node, Class<?> type, List<Object> arguments) {

    public Operation {
        arguments = List.copyOf(arguments);
    }
}
