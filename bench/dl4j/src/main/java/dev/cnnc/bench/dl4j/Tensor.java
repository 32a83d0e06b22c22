package dev.cnnc.bench.dl4j;

import dev.cnnc.bench.network.Window;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.BaseLayer;

/**
 * What a vertex gives. A flattened image keeps its sizes, by which the next layer sorts its weights.
 *
 * @param vertex         its name
 * @param isChannelsLast whether it is an image that the network flattens with the channels innermost; here they never
 *                       are
 * @param layer          what made it, if that can apply an activation too and has none yet
 */
record Tensor(String vertex, int height, int width, int channels, boolean isChannelsLast, Optional<BaseLayer> layer) {

    /** An image, or a vector as an image of one pixel. */
    static Tensor image(String vertex, int height, int width, int channels) {
        return new Tensor(vertex, height, width, channels, false, Optional.empty());
    }

    /** Of the same shape, given by another vertex. */
    Tensor at(String other) {
        return new Tensor(other, height, width, channels, isChannelsLast, Optional.empty());
    }

    /** With so many channels, given by another vertex. */
    Tensor at(String other, int otherChannels) {
        return image(other, height, width, otherChannels);
    }

    /** What a window that slides over it gives. */
    Tensor under(Window window, String other, int filters) {
        return image(other,
                positions(height + window.top() + window.bottom(), window.height(), window.dilationHeight(),
                        window.strideHeight()),
                positions(width + window.left() + window.right(), window.width(), window.dilationWidth(),
                        window.strideWidth()),
                filters);
    }

    private static int positions(int size, int kernel, int dilation, int stride) {
        return (size - (kernel - 1) * dilation - 1) / stride + 1;
    }

    Tensor madeBy(BaseLayer maker) {
        return new Tensor(vertex, height, width, channels, isChannelsLast, Optional.of(maker));
    }

    Tensor flattened(String other, boolean channelsLast) {
        return new Tensor(other, height, width, channels, channelsLast, Optional.empty());
    }
}
