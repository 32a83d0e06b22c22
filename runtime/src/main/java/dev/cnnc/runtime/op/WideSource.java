package dev.cnnc.runtime.op;

import java.util.Arrays;

/**
 * The source of a depthwise product in the form that its kernel reads: with zeros around it, every channel repeated
 * once for every filter it has, and channels padded to whole vectors (with numbers that mean nothing).
 *
 * @param tensor  the tensor itself
 * @param repeat  filters of a channel
 * @param lanes   channels in this form
 */
record WideSource(Layout tensor, int repeat, int lanes, int top, int left, int height, int width) {
    /** Whether the tensor already has this form. */
    boolean direct() {
        return repeat == 1 && lanes == tensor.channels() && top == 0 && left == 0 && height == tensor.height()
                && width == tensor.width();
    }

    int rowStride() {
        return width * lanes;
    }

    /** Copies one image's rows from {@code row} (counted with the border) on. */
    void copy(float[] from, int image, int row, int rows, float[] to, int at) {
        for (int i = 0; i < rows; i++) {
            int begin = at + i * rowStride();
            int end = begin + rowStride();
            int y = row + i - top;
            if (y < 0 || y >= tensor.height()) {
                Arrays.fill(to, begin, end, 0);
                continue;
            }
            int first = begin + left * lanes;
            int last = first + tensor.width() * lanes;
            Arrays.fill(to, begin, first, 0);
            copyPixels(from, image + y * tensor.rowStride(), to, first);
            Arrays.fill(to, last, end, 0);
        }
    }

    private void copyPixels(float[] from, int source, float[] to, int at) {
        int channels = tensor.channels();
        if (repeat == 1 && lanes == channels) {
            System.arraycopy(from, source, to, at, tensor.rowStride());
            return;
        }
        for (int pixel = 0; pixel < tensor.width(); pixel++) {
            int begin = at + pixel * lanes;
            int begins = source + pixel * channels;
            if (repeat == 1) {
                System.arraycopy(from, begins, to, begin, channels);
            } else {
                for (int lane = 0; lane < channels * repeat; lane++) {
                    to[begin + lane] = from[begins + lane / repeat];
                }
            }
        }
    }
}
