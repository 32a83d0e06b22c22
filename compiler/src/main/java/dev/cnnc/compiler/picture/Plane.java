package dev.cnnc.compiler.picture;

import java.awt.image.BufferedImage;

/**
 * Numbers in rows and columns.
 *
 * @param values row after row, {@code height * width} of them
 */
public record Plane(int height, int width, float[] values) {

    public Plane {
        if (values.length != height * width) {
            throw new IllegalArgumentException(height + "x" + width + " is not " + values.length + " values");
        }
    }

    public float at(int row, int column) {
        return values[row * width + column];
    }

    /** A pixel a number: {@code low} and what is below has the first colour, {@code high} the last. */
    public BufferedImage draw(ColourMap colours, double low, double high) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        double range = high > low ? high - low : 1;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colours.colour((at(y, x) - low) / range));
            }
        }
        return image;
    }

    /** The same for another size, bilinear between the middles of the pixels. */
    public Plane resized(int rows, int columns) {
        float[] resized = new float[rows * columns];
        for (int y = 0; y < rows; y++) {
            double v = Math.max(0, Math.min(height - 1, (y + 0.5) * height / rows - 0.5));
            int top = Math.min((int) v, Math.max(0, height - 2));
            int bottom = Math.min(top + 1, height - 1);
            for (int x = 0; x < columns; x++) {
                double u = Math.max(0, Math.min(width - 1, (x + 0.5) * width / columns - 0.5));
                int left = Math.min((int) u, Math.max(0, width - 2));
                int right = Math.min(left + 1, width - 1);
                double above = at(top, left) + (at(top, right) - at(top, left)) * (u - left);
                double below = at(bottom, left) + (at(bottom, right) - at(bottom, left)) * (u - left);
                resized[y * columns + x] = (float) (above + (below - above) * (v - top));
            }
        }
        return new Plane(rows, columns, resized);
    }

    /** The largest number; 0 at least. */
    public float largest() {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}
