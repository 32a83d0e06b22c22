package dev.cnnc.samples;

import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.compiler.observe.Probe;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.OutputInfo;
import java.util.Random;

/** A batch of images, and how far a network is from what it is to make of them. */
abstract class Objective {

    private static final int LEVELS = 256;

    private final float[] pixels;
    private final int images;

    Objective(float[] pixels, int images) {
        this.pixels = pixels;
        this.images = images;
    }

    /**
     * Noise, each image of a class, by the network's own losses; for networks that do not classify whole images,
     * {@link ImageObjective}.
     */
    static Objective of(ObservedNetwork network, int images) {
        ModelInfo info = network.info();
        if (!classifies(info)) {
            return ImageObjective.of(network, images);
        }
        int classes = info.outputs().stream().mapToInt(OutputInfo::channels).min().orElseThrow();
        int[] labels = new int[images];
        for (int i = 0; i < images; i++) {
            labels[i] = i % Math.min(images, classes);
        }
        return new Objective(noise(images * info.input().size(), 7), images) {
            @Override
            double backward(Probe probe) {
                return probe.backward(labels);
            }
        };
    }

    private static boolean classifies(ModelInfo info) {
        return info.outputs().stream().allMatch(it -> it.height() * it.width() == 1 && it.channels() > 1
                && !it.loss().isNone());
    }

    static float[] noise(int length, long seed) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextInt(LEVELS);
        }
        return values;
    }

    float[] pixels() {
        return pixels;
    }

    int images() {
        return images;
    }

    /**
     * From the losses down to the input, for the images of the probe's last forward pass.
     *
     * @return the loss, the mean over the images
     */
    abstract double backward(Probe probe);
}
