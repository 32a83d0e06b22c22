package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.op.Tail;

/**
 * A layer whose outputs are sums of products: a convolution, a depthwise convolution, a dense layer. Such a layer can
 * take what follows it into its last step, while the sums are still in registers.
 */
public interface ProductLayer extends TailedLayer {

    /** What it has taken in. */
    Fusion fusion();

    ProductLayer withFusion(Fusion other);

    @Override
    default Tail tail() {
        return fusion().tail();
    }

    @Override
    default ProductLayer withTail(Tail tail) {
        return withFusion(fusion().withTail(tail));
    }

    /** Whether a batch norm is folded into its weights when they are packed. */
    default boolean isNormalised() {
        return fusion().epsilon().isPresent();
    }

    /** The layer with that batch norm folded in; the norm's parameters then carry the prefix {@code norm.}. */
    default ProductLayer withNormalisation(double epsilon) {
        return withFusion(fusion().withNormalisation(epsilon));
    }

    /** The layer with its sums, after such a norm, times a constant. */
    default ProductLayer withFactor(double factor) {
        return withFusion(fusion().withFactor(factor));
    }
}
