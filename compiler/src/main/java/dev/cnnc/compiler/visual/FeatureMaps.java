package dev.cnnc.compiler.visual;

import dev.cnnc.compiler.observe.Reading;
import dev.cnnc.compiler.picture.Canvas;
import dev.cnnc.compiler.picture.ColourMap;
import dev.cnnc.compiler.picture.Mosaic;
import dev.cnnc.compiler.picture.Plane;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * What a layer gives for an image: a tile for each channel, all on one scale, dark for the smallest value and light for
 * the largest. A vector is one tile of small squares, or bars with names where it scores classes.
 */
public final class FeatureMaps {

    private static final int TILE = 84;
    private static final int SQUARE = 12;
    private static final int BAR = 160;
    private static final int ROW = 14;

    private FeatureMaps() {}

    /**
     * @param reading of one image or more; the first is shown
     * @param most    tiles at most
     * @param labels  names for the values of a vector of as many
     */
    public static BufferedImage draw(Reading reading, int most, List<String> labels) {
        Range range = Range.of(reading.image(0));
        if (reading.height() * reading.width() > 1) {
            Mosaic mosaic = new Mosaic();
            for (int channel = 0; channel < Math.min(most, reading.channels()); channel++) {
                BufferedImage tile = channel(reading, channel).draw(ColourMap.VIRIDIS, range.low(), range.high());
                mosaic.add(Canvas.enlargedTo(tile, TILE), Integer.toString(channel));
            }
            return mosaic.draw();
        }
        return labels.size() == reading.channels()
                ? new Bars(labels, BAR, ROW).draw(reading.image(0))
                : Canvas.enlarged(squares(reading.image(0), range), SQUARE);
    }

    /** What {@link #draw} showed, in words: {@code conv1, 28x28x6, -0.51 to 1.3}. */
    public static String caption(String path, Reading reading, int most) {
        Range range = Range.of(reading.image(0));
        boolean maps = reading.height() * reading.width() > 1;
        String shape = maps
                ? reading.height() + "x" + reading.width() + "x" + reading.channels()
                : Integer.toString(reading.channels());
        String part = maps && reading.channels() > most ? ", first " + most : "";
        return String.format(Locale.ROOT, "%s, %s%s, %.3g to %.3g", path, shape, part, range.low(), range.high());
    }

    /** One channel of the first image. */
    static Plane channel(Reading reading, int channel) {
        float[] values = new float[reading.height() * reading.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = reading.values()[i * reading.channels() + channel];
        }
        return new Plane(reading.height(), reading.width(), values);
    }

    private static BufferedImage squares(float[] values, Range range) {
        int columns = (int) Math.ceil(Math.sqrt(4.0 * values.length));
        int rows = (values.length + columns - 1) / columns;
        BufferedImage image = Canvas.filled(columns, rows, Mosaic.GROUND);
        double span = range.high() > range.low() ? range.high() - range.low() : 1;
        for (int i = 0; i < values.length; i++) {
            image.setRGB(i % columns, i / columns, ColourMap.VIRIDIS.colour((values[i] - range.low()) / span));
        }
        return image;
    }

    /** The smallest and the largest finite value. */
    private record Range(double low, double high) {

        static Range of(float[] values) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (float value : values) {
                if (Float.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
            return low <= high ? new Range(low, high) : new Range(0, 0);
        }
    }
}
