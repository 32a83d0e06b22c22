package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.Tail;
import java.util.Locale;

/** A layer that can take what follows it into its last step, before its result leaves the registers or the cache. */
public interface TailedLayer extends Layer {

    /** What it has taken in; with a residual, the tensor to add is its second input. */
    Tail tail();

    TailedLayer withTail(Tail tail);

    /** Whether it can apply that activation. */
    default boolean takes(ActivationKind activation) {
        return true;
    }

    /** The tail for dumps of the graph: {@code  + residual + relu}. */
    static String describe(Tail tail) {
        return (tail.residual() ? " + residual" : "")
                + (tail.activation() == ActivationKind.NONE
                        ? ""
                        : " + " + tail.activation().name().toLowerCase(Locale.ROOT));
    }
}
