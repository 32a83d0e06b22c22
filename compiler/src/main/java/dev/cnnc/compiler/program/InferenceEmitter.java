package dev.cnnc.compiler.program;

import dev.cnnc.runtime.op.Layout;

/** Where a layer writes its part of the inference program. */
public interface InferenceEmitter {

    /** How many inputs there are. */
    int inputs();

    /** The shape of an input, in ints: sizes were checked before. */
    Layout input(int index);

    Layout output();

    /** The input tensor, read. */
    Operand x(int index);

    /**
     * The input tensor, read by an operation that also works with the output in the input's memory, as long as that is
     * none of its other inputs'.
     */
    Operand replaceable(int index);

    /** The output tensor, written. */
    Operand y();

    /** The parameter or state of that role, or {@link Operand#NONE} where the layer has none. */
    Operand parameter(String role);

    /** A new place for packed weights. */
    Operand slot();

    /** The operation's constructor arguments after the workspace. */
    Operation operation(Class<?> type, Object... arguments);

    /** A call when weights are loaded. */
    void prepare(Operation operation, String method, Operand... operands);

    /** A call for every batch. */
    void run(Operation operation, String method, Operand... operands);

    /** The output is the input's memory under another shape; nothing is to do. */
    void alias(int input);
}
