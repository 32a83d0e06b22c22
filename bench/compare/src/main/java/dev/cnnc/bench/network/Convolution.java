package dev.cnnc.bench.network;

import java.util.Optional;

/**
 * A convolution.
 *
 * @param weight filters, channels of a group, kernel height, kernel width
 */
public record Convolution(String name, Window window, int groups, Array weight, Optional<Array> bias) {

    /** Whether every channel is convolved by itself. */
    public boolean isDepthwise() {
        return groups > 1 && weight.shape()[1] == 1;
    }
}
