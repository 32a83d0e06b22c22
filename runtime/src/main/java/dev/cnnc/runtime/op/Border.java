package dev.cnnc.runtime.op;

import java.util.Arrays;

/**
 * A tensor's rows with zeros around them, so that a sliding window needs no checks at the edges.
 *
 * @param source what is copied
 * @param top    rows of zeros above
 * @param left   columns of zeros on the left
 * @param height rows with the border
 * @param width  columns with the border
 * @param gap    floats between a pixel and the next
 */
record Border(Layout source, int top, int left, int height, int width, int gap) {
    Border(Layout source, int top, int left, int height, int width) {
        this(source, top, left, height, width, 0);
    }

    /** Pixels further apart, so that those that a product reads together lie in different sets of the cache. */
    Border withGap() {
        return new Border(source, top, left, height, width, Gathering.GAP);
    }

    /** Whether there is a border at all; if not, the tensor itself serves. */
    boolean present() {
        return top > 0 || left > 0 || height > source.height() || width > source.width();
    }

    int pixelStride() {
        return source.channels() + gap;
    }

    int rowStride() {
        return Math.multiplyExact(width, pixelStride());
    }

    int imageStride() {
        return Math.multiplyExact(height, rowStride());
    }

    /** Copies one image's rows from {@code row} (counted with the border) on. */
    void copy(float[] from, int image, int row, int rows, float[] to, int at) {
        int left = this.left * pixelStride();
        int columns = Math.min(source.width(), width - this.left);
        for (int i = 0; i < rows; i++) {
            int begin = at + i * rowStride();
            int end = begin + rowStride();
            int y = row + i - top;
            if (y < 0 || y >= source.height()) {
                Arrays.fill(to, begin, end, 0);
            } else {
                Arrays.fill(to, begin, begin + left, 0);
                copyRow(from, image + y * source.rowStride(), columns, to, begin + left);
                Arrays.fill(to, begin + left + columns * pixelStride(), end, 0);
            }
        }
    }

    private void copyRow(float[] from, int row, int columns, float[] to, int at) {
        int channels = source.channels();
        if (gap == 0) {
            System.arraycopy(from, row, to, at, columns * channels);
            return;
        }
        for (int column = 0; column < columns; column++) {
            System.arraycopy(from, row + column * channels, to, at + column * pixelStride(), channels);
        }
    }
}
