package dev.cnnc.compiler.program;

import dev.cnnc.runtime.op.Layout;

/** Where a layer writes its part of the training program: its forward step, and its backward step in reverse order. */
public interface TrainingEmitter {

    /** How many inputs there are. */
    int inputs();

    /** The shape of an input, in ints: sizes were checked before. */
    Layout input(int index);

    Layout output();

    /** The input tensor, read; usable forward and backward (it is then kept alive). */
    Operand x(int index);

    /** The output tensor: written by the forward step. */
    Operand y();

    /** The output tensor as the backward step reads it. */
    Operand savedY();

    /** The gradient with respect to the output, which a backward step may change in place. */
    Operand dy();

    /** The gradient with respect to an input, or {@link Operand#NONE} where nobody needs it. */
    Operand dx(int index);

    boolean needsGradient(int index);

    /** Whether {@link #dx} holds a contribution already, to which this one is added. */
    Operand accumulate(int index);

    /** The parameter or state of that role, or {@link Operand#NONE} where the layer has none. */
    Operand parameter(String role);

    /** Whether training leaves all parameters and all state of this layer as they are; it then has some. */
    boolean frozen();

    /** A number that no other layer has, for independent random streams. */
    int stream();

    /** The operation's constructor arguments after the workspace. */
    Operation operation(Class<?> type, Object... arguments);

    void forward(Operation operation, String method, Operand... operands);

    /**
     * How the output is computed once more, before the backward pass reads it, where it is not kept for that. Such a
     * call costs little beside a product, writes the bits that the forward step wrote, and changes nothing else.
     */
    void again(Operation operation, String method, Operand... operands);

    /** A call of the forward pass that can be made {@linkplain #again once more} as it is. */
    default void repeatable(Operation operation, String method, Operand... operands) {
        forward(operation, method, operands);
        again(operation, method, operands);
    }

    /** A call of the backward pass; several calls of one layer run in the order of their emission. */
    void backward(Operation operation, String method, Operand... operands);
}
