package dev.cnnc.compiler.program;

/** What a call of an operation is given. */
public sealed interface Operand {

    /** Stands where nothing is: no bias, no gradient wanted. Printed as -1. */
    Operand NONE = new Literal(-1);

    static Operand literal(Object value) {
        return new Literal(value);
    }

    /** A tensor in the arena: the output of a node, or the gradient with respect to it. */
    record Tensor(int node, Role role, Access access) implements Operand {

        /** The same use of another tensor of the node. */
        public Tensor in(Role other) {
            return new Tensor(node, other, access);
        }
    }

    /** A trainable parameter by its full name: an offset in the parameters and in the gradients. */
    record Weight(String name) implements Operand {}

    /** State by its full name: an offset in the state. */
    record State(String name) implements Operand {}

    /** Weights packed for inference: an index. */
    record Slot(int index) implements Operand {}

    /** A constant: Integer, Float or Boolean. */
    record Literal(Object value) implements Operand {}

    /** Which tensor of a node. */
    enum Role {
        VALUE,
        GRADIENT,
        /** The output once more, computed in the backward pass because the first was not kept. */
        RECOMPUTED
    }

    /** What the call does with a tensor; lifetimes follow from it. */
    enum Access {
        READ,
        /**
         * Reads each number before it writes that in the same place of the only tensor it writes, which may be in the
         * same memory.
         */
        REPLACEABLE,
        WRITE,
        READ_WRITE
    }
}
