package dev.cnnc.bench.network;

import dev.cnnc.bench.engine.Images;
import dev.cnnc.runtime.InputInfo;
import java.util.Random;

/** Images of noise, and labels. */
public final class SampleImages {

    private SampleImages() {}

    public static Images of(Network network, int count) {
        InputInfo input = network.info().input();
        float[] pixels = new float[Math.multiplyExact(count, input.size())];
        Random random = new Random(2);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(256);
        }
        return network.normalisation().apply(count, input.height(), input.width(), pixels);
    }

    /** The classes in turn. */
    public static int[] labels(Network network, int count) {
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % network.classes();
        }
        return labels;
    }
}
