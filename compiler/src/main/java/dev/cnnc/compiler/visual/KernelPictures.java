package dev.cnnc.compiler.visual;

import dev.cnnc.compiler.picture.Canvas;
import dev.cnnc.compiler.picture.ColourMap;
import dev.cnnc.compiler.picture.Mosaic;
import dev.cnnc.compiler.picture.Plane;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.ParameterInfo;
import dev.cnnc.runtime.Weights;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The kernels of the first convolution, the only ones that are pictures themselves: they weigh pixels. Those of colour
 * images are shown in colour, grey being zero; others blue where negative and red where positive.
 */
public final class KernelPictures {

    private static final int TILE = 64;
    private static final int MOST = 256;

    private KernelPictures() {}

    /** The first parameter that has kernels of at least two pixels: {@code conv1.weight}; none in some networks. */
    public static Optional<ParameterInfo> first(ModelInfo info) {
        return info.parameters().stream()
                .filter(it -> it.shape().size() == 4 && it.shape().get(2) * it.shape().get(3) > 1)
                .findFirst();
    }

    /** One tile a filter, the first 256 of them. */
    public static BufferedImage draw(ParameterInfo kernels, Weights weights) {
        List<Integer> shape = kernels.shape();
        float[] values = weights.get(kernels.name());
        int size = shape.get(1) * shape.get(2) * shape.get(3);
        float bound = largest(values, 0, values.length);
        Mosaic mosaic = new Mosaic();
        for (int filter = 0; filter < Math.min(MOST, shape.get(0)); filter++) {
            int from = filter * size;
            BufferedImage tile = shape.get(1) == 3
                    ? colour(values, from, shape.get(2), shape.get(3))
                    : plane(values, from, shape.get(2), shape.get(3), bound);
            mosaic.add(Canvas.enlargedTo(tile, TILE), Integer.toString(filter));
        }
        return mosaic.draw();
    }

    /** The kernel of the filter's first input channel, on one scale for all filters. */
    private static BufferedImage plane(float[] values, int from, int height, int width, float bound) {
        float[] kernel = Arrays.copyOfRange(values, from, from + height * width);
        return new Plane(height, width, kernel).draw(ColourMap.DIVERGING, -bound, bound);
    }

    /** Each filter on a scale of its own: its hue matters more than its strength. */
    private static BufferedImage colour(float[] values, int from, int height, int width) {
        int pixels = height * width;
        float bound = Math.max(Float.MIN_NORMAL, largest(values, from, from + 3 * pixels));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < pixels; i++) {
            int colour = 0;
            for (int channel = 0; channel < 3; channel++) {
                float share = values[from + channel * pixels + i] / bound;
                colour = colour << 8 | Math.round(127.5f + 127.5f * share);
            }
            image.setRGB(i % width, i / width, colour);
        }
        return image;
    }

    private static float largest(float[] values, int from, int to) {
        float largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest;
    }
}
