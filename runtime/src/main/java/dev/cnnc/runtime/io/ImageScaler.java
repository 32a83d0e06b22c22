package dev.cnnc.runtime.io;

import dev.cnnc.runtime.CnncException;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
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
        checkChannels(channels);
        scale(new ImageRows(image, channels), fit, height, width, channels, pixels, from);
    }

    /** The same for the picture in a file, as {@link ImageDecoder} reads it. */
    public static void scale(Path file, ImageFit fit, int height, int width, int channels, float[] pixels, int from) {
        checkChannels(channels);
        PictureRows rows = ImageDecoder.plain(file, channels);
        scale(rows == null ? new ImageRows(ImageDecoder.decode(file), channels) : rows, fit, height, width, channels,
                pixels, from);
    }

    private static void checkChannels(int channels) {
        if (channels != 1 && channels != 3) {
            throw new CnncException("the network's input has " + channels
                    + " channels; an image file gives 1 (grey) or 3 (red, green, blue)");
        }
    }

    private static void scale(PictureRows rows, ImageFit fit, int height, int width, int channels, float[] pixels,
            int from) {
        ScaledCut cut = ScaledCut.of(fit, new ScaledCut.Size(rows.height(), rows.width()),
                new ScaledCut.Size(height, width));
        if (cut.height() == rows.height() && cut.width() == rows.width()) {
            copy(rows, (int) cut.top(), (int) cut.left(), height, width * channels, channels, pixels, from);
        } else {
            filter(rows, cut, height, width, channels, pixels, from);
        }
        for (int i = from; i < from + height * width * channels; i++) {
            pixels[i] = Math.max(0, Math.min(255, Math.round(pixels[i])));
        }
    }

    /** What {@link #filter} makes of a picture that has the right size, without the work. */
    private static void copy(PictureRows rows, int top, int left, int height, int length, int channels, float[] pixels,
            int from) {
        for (int y = 0; y < height; y++) {
            System.arraycopy(rows.read(top + y), left * channels, pixels, from + y * length, length);
        }
    }

    private static void filter(PictureRows rows, ScaledCut cut, int height, int width, int channels, float[] pixels,
            int from) {
        TriangleFilter across = new TriangleFilter(rows.width(), cut.width(), cut.left(), width);
        TriangleFilter down = new TriangleFilter(rows.height(), cut.height(), cut.top(), height);
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
    }
}
