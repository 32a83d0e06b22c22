package dev.cnnc.bench.network;

import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.kernel.ActivationKind;
import java.util.List;

/**
 * Builds layers in an engine, in the order of the computation.
 *
 * @param <T> what the engine calls a tensor
 */
public interface LayerBuilder<T> {

    /** The normalised images. */
    T input(Shape image);

    T convolution(T x, Convolution layer);

    T dense(T x, Dense layer);

    T batchNorm(T x, Norm layer);

    T activation(T x, ActivationKind kind);

    /** Padding is never the largest. */
    T maxPool(T x, Window window);

    T avgPool(T x, Window window, boolean countPadding);

    T globalAvgPool(T x);

    /** A vector of the image, channels outermost or innermost. */
    T flatten(T x, boolean channelsFirst);

    T dropout(T x, double rate);

    T add(List<T> inputs);

    T concat(List<T> inputs);

    /** So many channels of zeros before and after those of the image. */
    T padChannels(T x, int before, int after);

    T softmax(T x);
}
