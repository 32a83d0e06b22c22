package dev.cnnc.compiler.visual;

import dev.cnnc.compiler.observe.Reading;

/** Where a backward pass begins. */
final class Seeds {

    private Seeds() {}

    /** The sum of one channel over all pixels and images. */
    static float[] channel(Reading layer, int channel) {
        float[] seed = new float[layer.values().length];
        for (int i = channel; i < seed.length; i += layer.channels()) {
            seed[i] = 1;
        }
        return seed;
    }

    /** A channel for each image. */
    static float[] channels(Reading layer, int[] channels) {
        float[] seed = new float[layer.values().length];
        for (int image = 0; image < layer.images(); image++) {
            for (int i = channels[image]; i < layer.size(); i += layer.channels()) {
                seed[image * layer.size() + i] = 1;
            }
        }
        return seed;
    }
}
