package dev.cnnc.compiler.visual;

import dev.cnnc.compiler.observe.Probe;
import dev.cnnc.compiler.observe.Reading;
import dev.cnnc.runtime.InputInfo;
import dev.cnnc.runtime.PixelScaling;
import java.util.Random;

/**
 * Images that excite a unit most, found by climbing: {@code x <- x + alpha * da_i/dx}. D. Erhan et al., "Visualizing
 * higher-layer features of a deep network", 2009; for scores of classes K. Simonyan et al., arXiv:1312.6034.
 *
 * <p>Climbing alone gives noise that excites and that nobody can read. So every step moves the image by some pixels
 * first, draws it towards the middle, and smooths it, less and less (J. Yosinski et al., "Understanding neural networks
 * through deep visualization", arXiv:1506.06579). Steps have one length, whatever the gradient's.
 *
 * @param steps of the climb
 * @param rate  the root mean square of a step, in pixel values from 0 to 255
 * @param seed  of the first image and the moves
 */
public record ActivationMaximisation(int steps, double rate, long seed) {

    /** Strong enough for clear pictures in some hundred steps. */
    public static final double USUAL_RATE = 40;

    private static final double DECAY = 0.01;
    private static final double FIRST_BLUR = 1;
    private static final double LAST_BLUR = 0.4;
    private static final double FIRST_NOISE = 10;
    private static final double HIGHEST = 255;
    private static final float GREY = 127;

    /**
     * One image for each unit.
     *
     * @param probe    with room for as many images
     * @param layer    the path of the layer; of its feature maps the sum is maximised
     * @param channels the units
     * @return pixels from 0 to 255, image after image
     */
    public float[] climb(Probe probe, String layer, int[] channels) {
        InputInfo input = probe.info().input();
        Random random = new Random(seed);
        float[] pixels = start(probe, channels.length, random);
        float[] middle = middle(probe);
        float[] moved = new float[pixels.length];
        int reach = Math.max(1, Math.min(input.height(), input.width()) / 14);
        for (int step = 0; step < steps; step++) {
            double done = step / (double) Math.max(1, steps - 1);
            int down = random.nextInt(2 * reach + 1) - reach;
            int right = random.nextInt(2 * reach + 1) - reach;
            roll(input, channels.length, pixels, moved, down, right);
            probe.forward(moved, channels.length);
            Reading activation = probe.activation(layer);
            probe.backward(layer, Seeds.channels(activation, channels));
            float[] gradient = probe.gradient(probe.layers().get(0)).values();
            ascend(input, moved, gradient, rate * (1 - 0.8 * done), middle);
            double blur = FIRST_BLUR + (LAST_BLUR - FIRST_BLUR) * done;
            for (int image = 0; image < channels.length; image++) {
                Blur.apply(moved, image * input.size(), input.height(), input.width(), input.channels(), blur);
            }
            roll(input, channels.length, moved, pixels, -down, -right);
        }
        return pixels;
    }

    private static float[] start(Probe probe, int images, Random random) {
        InputInfo input = probe.info().input();
        float[] middle = middle(probe);
        float[] pixels = new float[images * input.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = clamp(middle[i % input.channels()] + FIRST_NOISE * random.nextGaussian());
        }
        return pixels;
    }

    /** The mean pixel if the network names one, or else the usual ground: black if images are grey, else grey. */
    private static float[] middle(Probe probe) {
        float[] middle = new float[probe.info().input().channels()];
        PixelScaling scaling = probe.scaling();
        for (int c = 0; c < middle.length; c++) {
            double mean = scaling.mean(c);
            middle[c] = mean > 0 && mean < HIGHEST ? (float) mean : middle.length == 1 ? 0 : GREY;
        }
        return middle;
    }

    private static void ascend(InputInfo input, float[] pixels, float[] gradient, double length, float[] middle) {
        int size = input.size();
        for (int from = 0; from < pixels.length; from += size) {
            double squares = 0;
            for (int i = from; i < from + size; i++) {
                squares += gradient[i] * (double) gradient[i];
            }
            double factor = squares > 0 ? length / Math.sqrt(squares / size) : 0;
            for (int i = from; i < from + size; i++) {
                float towards = middle[i % input.channels()];
                pixels[i] = clamp(towards + (pixels[i] - towards) * (1 - DECAY) + factor * gradient[i]);
            }
        }
    }

    private static void roll(InputInfo input, int images, float[] from, float[] to, int down, int right) {
        int row = input.width() * input.channels();
        int shift = Math.floorMod(right, input.width()) * input.channels();
        for (int y = 0; y < images * input.height(); y++) {
            int image = y / input.height();
            int target = image * input.height() + Math.floorMod(y % input.height() + down, input.height());
            System.arraycopy(from, y * row, to, target * row + shift, row - shift);
            System.arraycopy(from, (y + 1) * row - shift, to, target * row, shift);
        }
    }

    private static float clamp(double value) {
        return (float) Math.max(0, Math.min(HIGHEST, value));
    }
}
