package dev.cnnc.compiler.report;

import dev.cnnc.compiler.picture.ContactSheet;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.io.ImageScaler;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** The first images of each class of a data set, to look at. */
public final class DataSamples {

    private static final int MOST_CLASSES = 100;

    private DataSamples() {}

    /** A picture with a row for each class, of its first images, if there are so many. */
    public static BufferedImage sheet(DataReport report, int each) {
        Dataset data = report.training();
        ContactSheet sheet = new ContactSheet(report.title());
        for (int label = 0; label < Math.min(report.classes(), MOST_CLASSES); label++) {
            List<BufferedImage> pictures =
                    of(data, label, each).stream().map(pixels -> image(pixels, data.shape())).toList();
            sheet.addRow(report.name(label), pictures, each);
        }
        return sheet.draw();
    }

    /** The first images of a class that can be read. */
    public static List<byte[]> of(Dataset data, int label, int most) {
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
