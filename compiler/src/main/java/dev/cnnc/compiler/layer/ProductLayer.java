package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.op.Tail;

/**
 * A layer whose outputs are sums of products: a convolution, a depthwise convolution, a dense layer. Such a layer can
 * take what follows it into its last step, while the sums are still in registers.
 */
public interface ProductLayer extends Layer {

    /** What it does with its sums; with a residual, the tensor to add is its second input. */
    Tail tail();

    ProductLayer withTail(Tail tail);

    /** Whether a batch norm is folded into its weights when they are packed. */
    boolean isNormalised();

    /** The layer with that batch norm folded in; the norm's parameters then carry the prefix {@code norm.}. */
    ProductLayer withNormalisation(double epsilon);

    /** The layer with its sums, after such a norm, times a constant. */
    ProductLayer withFactor(double factor);
}
