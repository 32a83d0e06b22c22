package dev.cnnc.compiler.picture;

import java.awt.image.BufferedImage;

/** Putting pictures together. Images are opaque; what would fall outside is left out. */
public final class Canvas {

    private Canvas() {}

    public static BufferedImage filled(int width, int height, int colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        fill(image, 0, 0, width, height, colour);
        return image;
    }

    public static void fill(BufferedImage image, int left, int top, int width, int height, int colour) {
        for (int y = Math.max(0, top); y < Math.min(image.getHeight(), top + height); y++) {
            for (int x = Math.max(0, left); x < Math.min(image.getWidth(), left + width); x++) {
                image.setRGB(x, y, colour);
            }
        }
    }

    public static void paste(BufferedImage from, BufferedImage onto, int left, int top) {
        int[] row = new int[from.getWidth()];
        int columns = Math.min(from.getWidth(), onto.getWidth() - left);
        for (int y = 0; y < Math.min(from.getHeight(), onto.getHeight() - top) && columns > 0; y++) {
            from.getRGB(0, y, from.getWidth(), 1, row, 0, row.length);
            onto.setRGB(left, top + y, columns, 1, row, 0, row.length);
        }
    }

    /** Every pixel as a square of so many. */
    public static BufferedImage enlarged(BufferedImage image, int factor) {
        if (factor == 1) {
            return image;
        }
        BufferedImage large = new BufferedImage(
                image.getWidth() * factor, image.getHeight() * factor, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < large.getHeight(); y++) {
            for (int x = 0; x < large.getWidth(); x++) {
                large.setRGB(x, y, image.getRGB(x / factor, y / factor));
            }
        }
        return large;
    }

    /** Every pixel as a square, as large as it can be with the longer side no longer than wanted; never smaller. */
    public static BufferedImage enlargedTo(BufferedImage image, int side) {
        return enlarged(image, Math.max(1, side / Math.max(image.getWidth(), image.getHeight())));
    }

    /** Reduced by a whole factor to fit, each pixel the mean of those it stands for; as it is where it fits. */
    public static BufferedImage reducedTo(BufferedImage image, int width, int height) {
        int factor = Math.max(
                (image.getWidth() + width - 1) / width, (image.getHeight() + height - 1) / height);
        if (factor <= 1) {
            return image;
        }
        int columns = Math.max(1, image.getWidth() / factor);
        int rows = Math.max(1, image.getHeight() / factor);
        BufferedImage small = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        int side = Math.min(factor, Math.min(image.getWidth(), image.getHeight()));
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                small.setRGB(x, y, mean(image, x * factor, y * factor, side));
            }
        }
        return small;
    }

    private static int mean(BufferedImage image, int left, int top, int side) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                int colour = image.getRGB(x, y);
                red += colour >> 16 & 255;
                green += colour >> 8 & 255;
                blue += colour & 255;
            }
        }
        int count = side * side;
        return red / count << 16 | green / count << 8 | blue / count;
    }
}
