package dev.cnnc.runtime.io;

import dev.cnnc.runtime.CnncException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.util.Arrays;

/**
 * Turns images of any size and colour into the pixels a network takes.
 *
 * <p>The rule: the image is scaled as its {@link ImageFit} says, whole or so that its middle is cut out. The filter is
 * the triangle whose width is that of an output pixel, as in Pillow's {@code BILINEAR}: bilinear interpolation when an
 * image grows, a weighted average of the covered area when it shrinks, and an image of the right size comes out
 * unchanged. Colour becomes grey by the weights of ITU-R BT.601 (0.299, 0.587, 0.114), grey becomes colour by
 * repetition, and what is transparent is laid on white. Values are whole numbers, as they would stand in an image file
 * of that size: a picture predicted from its file and the same one in a data set are equal.
 */
public final class ImageScaler {
    private ImageScaler() {
    }

    /** Scales a whole image, as below. */
    public static void scale(BufferedImage image, int height, int width, int channels, float[] pixels, int from) {
        scale(image, ImageFit.STRETCH, height, width, channels, pixels, from);
    }

    /**
     * Scales an image and writes its pixels, 0 to 255, in the order height, width, channel.
     *
     * @param fit what of the image is seen
     * @param channels 1 for grey or 3 for red, green, blue
     * @param pixels receives height x width x channels values
     * @param from where in {@code pixels} they begin
     * @throws CnncException if no image has that many channels, or the fit's shorter side is less than a wanted one
     */
    public static void scale(BufferedImage image, ImageFit fit, int height, int width, int channels, float[] pixels,
            int from) {
        if (channels != 1 && channels != 3) {
            throw new CnncException("the network's input has " + channels
                    + " channels; an image file gives 1 (grey) or 3 (red, green, blue)");
        }
        ScaledCut cut = ScaledCut.of(fit, new ScaledCut.Size(image.getHeight(), image.getWidth()),
                new ScaledCut.Size(height, width));
        TriangleFilter across = new TriangleFilter(image.getWidth(), cut.width(), cut.left(), width);
        TriangleFilter down = new TriangleFilter(image.getHeight(), cut.height(), cut.top(), height);
        RowReader rows = new RowReader(image, channels);
        float[] scaled = new float[width * channels];
        Arrays.fill(pixels, from, from + height * width * channels, 0f);
        int first = 0;
        for (int y = down.begin(0); y < down.end(height - 1); y++) {
            across.scaleRow(rows.read(y), scaled, channels);
            while (first < height && down.end(first) <= y) {
                first++;
            }
            for (int row = first; row < height && down.begin(row) <= y; row++) {
                float weight = down.weight(row, y);
                int to = from + row * scaled.length;
                for (int i = 0; i < scaled.length; i++) {
                    pixels[to + i] += weight * scaled[i];
                }
            }
        }
        for (int i = from; i < from + height * width * channels; i++) {
            pixels[i] = Math.max(0, Math.min(255, Math.round(pixels[i])));
        }
    }

    /** Rows of an image as floats with one or three channels. */
    private static final class RowReader {
        private final BufferedImage image;
        private final int channels;
        private final boolean grey;
        private final float greyScale;
        private final float[] row;
        private final float[] samples;
        private final float[] opacities;
        private final int[] colours;

        RowReader(BufferedImage image, int channels) {
            this.image = image;
            this.channels = channels;
            int width = image.getWidth();
            int type = image.getRaster().getDataBuffer().getDataType();
            // getRGB would pass stored greys through a linear colour space and brighten them.
            this.grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                    && image.getRaster().getNumBands() <= 2
                    && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT);
            this.greyScale = 255f / ((1 << image.getColorModel().getComponentSize(0)) - 1);
            this.row = new float[width * channels];
            this.samples = grey ? new float[width] : null;
            this.opacities = grey && image.getRaster().getNumBands() == 2 ? new float[width] : null;
            this.colours = grey ? null : new int[width];
        }

        float[] read(int y) {
            if (grey) {
                readGrey(y);
            } else {
                readColours(y);
            }
            return row;
        }

        private void readGrey(int y) {
            image.getRaster().getSamples(0, y, samples.length, 1, 0, samples);
            if (opacities != null) {
                image.getRaster().getSamples(0, y, samples.length, 1, 1, opacities);
            }
            for (int x = 0; x < samples.length; x++) {
                float value = samples[x] * greyScale;
                if (opacities != null) {
                    float opaque = opacities[x] * greyScale / 255f;
                    value = opaque * value + 255f * (1f - opaque);
                }
                Arrays.fill(row, x * channels, (x + 1) * channels, value);
            }
        }

        private void readColours(int y) {
            image.getRGB(0, y, colours.length, 1, colours, 0, colours.length);
            for (int x = 0; x < colours.length; x++) {
                int colour = colours[x];
                float opaque = (colour >>> 24) / 255f;
                float white = 255f * (1f - opaque);
                float red = opaque * (colour >> 16 & 255) + white;
                float green = opaque * (colour >> 8 & 255) + white;
                float blue = opaque * (colour & 255) + white;
                if (channels == 1) {
                    row[x] = (299f * red + 587f * green + 114f * blue) / 1000f;
                } else {
                    row[3 * x] = red;
                    row[3 * x + 1] = green;
                    row[3 * x + 2] = blue;
                }
            }
        }
    }
}
