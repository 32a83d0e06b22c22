package dev.cnnc.compiler.report;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.io.ImageScaler;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** A picture of a data set's images: a row for each class, its first images side by side. */
public final class ContactSheet {

    private static final int GAP = 2;
    private static final int MARGIN = 8;
    private static final int LEAST_SIDE = 56;
    private static final int MOST_SIDE = 128;
    private static final int MOST_CLASSES = 100;

    private ContactSheet() {}

    /** @param each so many images of each class, if there are */
    public static BufferedImage of(Dataset data, int classes, int each) {
        int rows = Math.min(classes, MOST_CLASSES);
        ImageShape shape = data.shape();
        // Small images grow by a whole factor, so that their pixels stay squares.
        double factor = shape.height() < LEAST_SIDE
                ? (LEAST_SIDE + shape.height() - 1) / shape.height()
                : Math.min(1, MOST_SIDE / (double) Math.max(shape.height(), shape.width()));
        int height = Math.max(1, (int) (shape.height() * factor));
        int width = Math.max(1, (int) (shape.width() * factor));
        BufferedImage sheet = new BufferedImage(
                2 * MARGIN + each * (width + GAP) - GAP, 2 * MARGIN + rows * (height + GAP) - GAP,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, factor < 1
                ? RenderingHints.VALUE_INTERPOLATION_BILINEAR : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int row = 0; row < rows; row++) {
            List<byte[]> samples = samples(data, row, each);
            for (int i = 0; i < samples.size(); i++) {
                graphics.drawImage(image(samples.get(i), shape), MARGIN + i * (width + GAP),
                        MARGIN + row * (height + GAP), width, height, null);
            }
        }
        graphics.dispose();
        return sheet;
    }

    /** The first images of a class that can be read. */
    public static List<byte[]> samples(Dataset data, int label, int most) {
        List<byte[]> samples = new ArrayList<>();
        for (int i = 0; i < data.size() && samples.size() < most; i++) {
            if (data.label(i) == label) {
                byte[] pixels = new byte[data.shape().bytes()];
                try {
                    data.copyPixels(i, pixels, 0);
                    samples.add(pixels);
                } catch (CnncException unreadable) {
                    continue;
                }
            }
        }
        return samples;
    }

    /** The image at another size, as a network would get it. */
    public static byte[] scaled(byte[] pixels, ImageShape shape, int height, int width) {
        int channels = shape.channels() == 3 ? 3 : 1;
        float[] values = new float[height * width * channels];
        ImageScaler.scale(image(pixels, shape), height, width, channels, values, 0);
        byte[] scaled = new byte[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (byte) values[i];
        }
        return scaled;
    }

    /** Of an image that is neither grey nor red, green and blue, the first channel. */
    private static BufferedImage image(byte[] pixels, ImageShape shape) {
        int channels = shape.channels();
        int red = 0;
        int green = channels == 3 ? 1 : 0;
        int blue = channels == 3 ? 2 : 0;
        BufferedImage image = new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < shape.height() * shape.width(); i++) {
            int at = i * channels;
            image.setRGB(i % shape.width(), i / shape.width(), (pixels[at + red] & 0xff) << 16
                    | (pixels[at + green] & 0xff) << 8 | pixels[at + blue] & 0xff);
        }
        return image;
    }
}
