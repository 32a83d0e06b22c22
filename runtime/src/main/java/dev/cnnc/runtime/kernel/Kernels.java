package dev.cnnc.runtime.kernel;

import java.util.Objects;

/**
 * One set of kernels.
 *
 * @param name {@code vector} or {@code loops}
 * @param products register tiles and packing, for convolutions and dense layers
 * @param elements everything else: activations, pooling, normalisation, softmax
 * @param winograd the transforms around the products of a fast convolution; null if these kernels are faster directly
 */
public record Kernels(String name, ProductKernels products, ElementKernels elements, WinogradKernels winograd) {
    public Kernels {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(products, "products");
        Objects.requireNonNull(elements, "elements");
    }
}
