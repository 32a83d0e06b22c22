package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;
import java.util.Objects;

/**
 * What a product does to its result before it is written: {@code y = activation(product + bias [+ residual])}.
 *
 * @param activation the function, {@link ActivationKind#NONE} for none
 * @param alpha the activation's parameter, see {@link ActivationKind}
 * @param residual whether a second tensor of the output's shape is added before the activation
 */
public record Tail(ActivationKind activation, float alpha, boolean residual) {
    /** Nothing but the bias. */
    public static final Tail NONE = new Tail(ActivationKind.NONE, 0, false);

    public Tail {
        Objects.requireNonNull(activation, "activation");
    }
}
