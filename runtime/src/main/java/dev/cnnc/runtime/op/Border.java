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
 */
record Border(Layout source, int top, int left, int height, int width) {
    /** Whether there is a border at all; if not, the tensor itself serves. */
    boolean present() {
        return top > 0 || left > 0 || height > source.height() || width > source.width();
    }

    int rowStride() {
        return width * source.channels();
    }

    int imageStride() {
        return Math.multiplyExact(height, rowStride());
    }

    /** Copies one image's rows from {@code row} (counted with the border) on. */
    void copy(float[] from, int image, int row, int rows, float[] to, int at) {
        int left = this.left * source.channels();
        int length = Math.min(source.rowStride(), rowStride() - left);
        for (int i = 0; i < rows; i++) {
            int begin = at + i * rowStride();
            int end = begin + rowStride();
            int y = row + i - top;
            if (y < 0 || y >= source.height()) {
                Arrays.fill(to, begin, end, 0);
            } else {
                Arrays.fill(to, begin, begin + left, 0);
                System.arraycopy(from, image + y * source.rowStride(), to, begin + left, length);
                Arrays.fill(to, begin + left + length, end, 0);
            }
        }
    }
}
