package dev.cnnc.compiler.report.html;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Pictures within the page. */
public final class Picture {

    private static final int BACKGROUND = 0x808080;

    private Picture() {}

    /** Of bytes in the order height, width, channel; of images with neither 1 nor 3 channels, the first one. */
    public static BufferedImage ofPixels(byte[] pixels, int height, int width, int channels) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            int red = pixels[i * channels] & 0xff;
            int green = channels == 3 ? pixels[i * channels + 1] & 0xff : red;
            int blue = channels == 3 ? pixels[i * channels + 2] & 0xff : red;
            image.setRGB(i % width, i / width, red << 16 | green << 8 | blue);
        }
        return image;
    }

    /** Pictures of one size side by side and in rows, a pixel apart. */
    public static BufferedImage grid(BufferedImage[] pictures, int columns) {
        int width = pictures[0].getWidth() + 1;
        int height = pictures[0].getHeight() + 1;
        int rows = (pictures.length + columns - 1) / columns;
        BufferedImage grid =
                new BufferedImage(columns * width - 1, rows * height - 1, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < pictures.length; i++) {
            for (int y = 0; y < height - 1; y++) {
                for (int x = 0; x < width - 1; x++) {
                    grid.setRGB(i % columns * width + x, i / columns * height + y, pictures[i].getRGB(x, y));
                }
            }
        }
        return grid;
    }

    /** Each pixel as a square. */
    public static BufferedImage enlarged(BufferedImage image, int factor) {
        BufferedImage large = new BufferedImage(image.getWidth() * factor, image.getHeight() * factor,
                BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < large.getHeight(); y++) {
            for (int x = 0; x < large.getWidth(); x++) {
                large.setRGB(x, y, image.getRGB(x / factor, y / factor));
            }
        }
        return large;
    }

    /** Numbers as grey: {@code low} is black, {@code high} is white, and grey if they are equal. */
    public static int grey(float value, float low, float high) {
        if (!(high > low)) {
            return 0xff000000 | BACKGROUND;
        }
        int level = Math.max(0, Math.min(255, Math.round(255 * (value - low) / (high - low))));
        return 0xff000000 | level << 16 | level << 8 | level;
    }

    /** A data URI of a PNG file. */
    public static String uri(BufferedImage image) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(image));
    }

    /** A PNG file. */
    public static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", out)) {
                throw new IllegalStateException("this Java writes no PNG files");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
