package dev.cnnc.runtime.io;

import dev.cnnc.runtime.CnncException;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/**
 * Turns images of any size and colour into the pixels a network takes. An image of another size is stretched by
 * bilinear interpolation; when it shrinks, the triangle of weights is widened by the same factor, so that every pixel
 * counts (as Pillow and torchvision with antialias do). Colours become grey by ITU-R BT.601: 0.299 red, 0.587 green,
 * 0.114 blue. Transparency is passed over.
 */
public final class ImageScaler {
    private ImageScaler() {
    }

    /**
     * Scales an image to height x width and writes its pixels, whole numbers from 0 to 255 as they would stand in an
     * image file of that size, in the order height, width, channel.
     *
     * @param channels 1 for grey or 3 for red, green, blue
     * @param from where in {@code pixels} the image begins
     * @throws CnncException if there are other than 1 or 3 channels
     */
    public static void scale(BufferedImage image, int height, int width, int channels, float[] pixels, int from) {
        if (channels != 1 && channels != 3) {
            throw new CnncException("an image file has 1 channel (grey) or 3 (red, green, blue), but the network takes "
                    + height + "x" + width + "x" + channels);
        }
        float[] wide = channels(image, channels);
        if (image.getWidth() != width) {
            wide = resize(wide, image.getHeight(), image.getWidth(), width, channels);
        }
        // Rows are to the image what pixels are to a row.
        float[] sized = image.getHeight() == height ? wide : resize(wide, 1, image.getHeight(), height, width * channels);
        for (int i = 0; i < sized.length; i++) {
            pixels[from + i] = Math.max(0, Math.min(255, Math.round(sized[i])));
        }
    }

    private static float[] channels(BufferedImage image, int channels) {
        int width = image.getWidth();
        int height = image.getHeight();
        float[] pixels = new float[Math.multiplyExact(Math.multiplyExact(width, height), channels)];
        boolean grey = isPlainGrey(image);
        Raster raster = image.getRaster();
        int shift = raster.getTransferType() == DataBuffer.TYPE_USHORT ? 8 : 0;
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            if (grey) {
                raster.getSamples(0, y, width, 1, 0, row);
            } else {
                image.getRGB(0, y, width, 1, row, 0, width);
            }
            for (int x = 0; x < width; x++) {
                int red = grey ? row[x] >> shift : row[x] >> 16 & 0xff;
                int green = grey ? red : row[x] >> 8 & 0xff;
                int blue = grey ? red : row[x] & 0xff;
                int at = (y * width + x) * channels;
                if (channels == 1) {
                    pixels[at] = grey ? red : 0.299f * red + 0.587f * green + 0.114f * blue;
                } else {
                    pixels[at] = red;
                    pixels[at + 1] = green;
                    pixels[at + 2] = blue;
                }
            }
        }
        return pixels;
    }

    /** Grey samples are taken as they are stored: {@code getRGB} would brighten them by the sRGB curve. */
    private static boolean isPlainGrey(BufferedImage image) {
        int type = image.getRaster().getTransferType();
        return image.getColorModel() instanceof ComponentColorModel && image.getRaster().getNumBands() <= 2
                && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT);
    }

    /** Changes {@code lines} lines of {@code oldSize} elements to {@code newSize} elements of {@code values} values. */
    private static float[] resize(float[] from, int lines, int oldSize, int newSize, int values) {
        float[] to = new float[Math.multiplyExact(Math.multiplyExact(lines, newSize), values)];
        double scale = (double) oldSize / newSize;
        double reach = Math.max(1, scale);
        for (int i = 0; i < newSize; i++) {
            double centre = (i + 0.5) * scale;
            int first = Math.max(0, (int) (centre - reach + 0.5));
            int end = Math.min(oldSize, (int) (centre + reach + 0.5));
            double total = 0;
            for (int source = first; source < end; source++) {
                total += weight(source, centre, reach);
            }
            for (int line = 0; line < lines; line++) {
                int target = (line * newSize + i) * values;
                for (int source = first; source < end; source++) {
                    float weight = (float) (weight(source, centre, reach) / total);
                    int at = (line * oldSize + source) * values;
                    for (int v = 0; v < values; v++) {
                        to[target + v] += weight * from[at + v];
                    }
                }
            }
        }
        return to;
    }

    private static double weight(int source, double centre, double reach) {
        return Math.max(0, 1 - Math.abs(source + 0.5 - centre) / reach);
    }
}
