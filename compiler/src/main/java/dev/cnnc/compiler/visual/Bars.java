package dev.cnnc.compiler.visual;

import dev.cnnc.compiler.picture.Canvas;
import dev.cnnc.compiler.picture.Mosaic;
import dev.cnnc.compiler.picture.Text;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * Named numbers as bars, one below the other; negative ones go to the left.
 *
 * @param width of all bars
 * @param row   the height of one
 */
record Bars(List<String> names, int width, int row) {

    private static final int INK = 0x202020;
    private static final int POSITIVE = 0x2c728e;
    private static final int NEGATIVE = 0xcb4740;
    private static final int GAP = 6;
    private static final String WIDEST_NUMBER = "-0.0000";

    BufferedImage draw(float[] values) {
        double low = 0;
        double high = 0;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double scale = high > low ? (width - 1) / (high - low) : 0;
        int left = names.stream().mapToInt(name -> Text.width(name, 1)).max().orElse(0) + GAP;
        int zero = left + (int) Math.round(-low * scale);
        BufferedImage image = Canvas.filled(
                left + width + GAP + Text.width(WIDEST_NUMBER, 1), values.length * row, Mosaic.GROUND);
        for (int i = 0; i < values.length; i++) {
            int top = i * row;
            int length = (int) Math.round(Math.abs(values[i]) * scale);
            Canvas.fill(image, values[i] < 0 ? zero - length : zero, top + 2, Math.max(1, length), row - 4,
                    values[i] < 0 ? NEGATIVE : POSITIVE);
            int text = top + (row - Text.height(1)) / 2;
            Text.draw(image, names.get(i), 0, text, 1, INK);
            Text.draw(image, number(values[i]), left + width + GAP, text, 1, INK);
        }
        return image;
    }

    private static String number(float value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.1f", value);
    }
}
