package dev.cnnc.runtime.kernel;

import java.util.Arrays;

/**
 * Products channel by channel in plain loops, see {@link ProductKernels}. The lanes are the channels of several pixels,
 * or some of the channels of one, for which terms and weights are copied next to each other, as C2 vectorises a loop
 * only where every array is indexed by the loop's own variable.
 */
final class LoopDepthwise {
    private static final int THREE_BY_THREE = 9;
    /** Taps that are added together. */
    private static final int TERMS = 3;

    /** Made in one go, for the reason that {@link LoopBlock} has. */
    private final float[][] arrays = new float[2 + 2 * THREE_BY_THREE][LoopLanes.LENGTH];
    private final float[] sums = arrays[0];
    private final float[] biases = arrays[1];
    /** What is read: of three taps, or under three columns of the window in three rows. */
    private final float[][] terms = Arrays.copyOfRange(arrays, 2, 2 + THREE_BY_THREE);
    private float[][] weights = Arrays.copyOfRange(arrays, 2 + THREE_BY_THREE, arrays.length);
    /** Where the pixels of a block lie under one tap, and where their results do. */
    private final int[] from = new int[LoopLanes.MOST];
    private final int[] to = new int[LoopLanes.MOST];
    private int channels;
    private int first;
    private int part;
    private int most;

    void rows(int rows, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] w, int w0, float[] y, int y0,
            int[] yRows, float low, float high) {
        for (begin(channels); first < channels; first += part) {
            weights(w, w0, taps.length);
            for (int row = 0; row < rows; row += most) {
                int pixels = Math.min(most, rows - row);
                bias(pixels);
                for (int tap = 0; tap < taps.length; tap++) {
                    for (int i = 0; i < pixels; i++) {
                        from[i] = x0 + xRows[row + i] + taps[tap];
                    }
                    add(x, tap, taps.length, pixels);
                }
                for (int i = 0; i < pixels; i++) {
                    to[i] = y0 + yRows[row + i];
                }
                write(y, pixels, low, high);
            }
        }
    }

    void three(int rows, int columns, int channels, float[] x, int x0, int xRow, int xStep, int stride, float[] w,
            int w0, float[] y, int y0, int yRow, int yColumn, float low, float high) {
        for (begin(channels); first < channels; first += part) {
            weights(w, w0, THREE_BY_THREE);
            for (int pixel = 0; pixel < rows * columns; pixel += most) {
                int pixels = Math.min(most, rows * columns - pixel);
                bias(pixels);
                for (int tap = 0; tap < THREE_BY_THREE; tap++) {
                    for (int i = 0; i < pixels; i++) {
                        int row = (pixel + i) / columns;
                        int column = (pixel + i) % columns;
                        from[i] = x0 + row * xStep + tap / 3 * xRow + (column * stride + tap % 3) * channels;
                    }
                    add(x, tap, THREE_BY_THREE, pixels);
                }
                for (int i = 0; i < pixels; i++) {
                    to[i] = y0 + (pixel + i) / columns * yRow + (pixel + i) % columns * yColumn;
                }
                write(y, pixels, low, high);
            }
        }
    }

    /** Strip by strip, down the image: of what a row of pixels reads, two of three rows were copied for those above it. */
    void image(DepthwiseImage image, int fromRow, int toRow, float[] x, int x0, float[] w, int w0, float[] y, int y0,
            float low, float high) {
        int columns = image.columns();
        for (begin(image.channels()); first < channels; first += part) {
            weights(w, w0, THREE_BY_THREE);
            int strip = LoopLanes.share(columns, most);
            for (int column = 0; column < columns; column += strip) {
                int pixels = Math.min(strip, columns - column);
                for (int i = 0; i < pixels; i++) {
                    to[i] = y0 + (fromRow * columns + column + i) * channels;
                }
                strip(image, fromRow, toRow, column, pixels, x, x0, y, low, high);
            }
        }
    }

    private void strip(DepthwiseImage image, int fromRow, int toRow, int column, int pixels, float[] x, int x0, float[] y,
            float low, float high) {
        int copied = fromRow * image.stride() - 1;
        for (int row = fromRow; row < toRow; row++) {
            int top = row * image.stride() - 1;
            for (; copied < top + 3; copied++) {
                for (int tap = 0; tap < 3; tap++) {
                    copy(image, x, x0, copied, column, tap, pixels, line(copied, tap));
                }
            }
            bias(pixels);
            for (int down = 0; down < 3; down++) {
                LoopLanes.addProducts(pixels * width(), sums, line(top + down, 0), weights[3 * down],
                        line(top + down, 1), weights[3 * down + 1], line(top + down, 2), weights[3 * down + 2]);
            }
            write(y, pixels, low, high);
            for (int i = 0; i < pixels; i++) {
                to[i] += image.columns() * channels;
            }
        }
    }

    /** What the pixels of a strip read of a row of x, -1 or more, under one of the window's columns. */
    private float[] line(int row, int tap) {
        return terms[(row + 3) % 3 * 3 + tap];
    }

    /** Copies what pixels of one row, from {@code column} on, read in a row of x; zeros beyond the edge of the image. */
    private void copy(DepthwiseImage image, float[] x, int x0, int row, int column, int tap, int pixels,
            float[] lanes) {
        int width = width();
        int stride = image.stride();
        int from = column * stride + tap - 1;
        int begin = row < 0 || row >= image.height() ? pixels : from < 0 ? 1 : 0;
        int end = from + (pixels - 1) * stride < image.width() ? pixels : pixels - 1;
        Arrays.fill(lanes, 0, begin * width, 0);
        if (begin < end) {
            int at = x0 + (row * image.width() + from + begin * stride) * channels + first;
            LoopLanes.copy(x, at, stride * channels, end - begin, width, lanes, begin * width);
        }
        Arrays.fill(lanes, end * width, pixels * width, 0);
    }

    private void begin(int count) {
        channels = count;
        first = 0;
        part = LoopLanes.share(channels, LoopLanes.MOST);
        most = LoopLanes.MOST / part;
    }

    /** The channels of a block's pixels; the last part may have fewer. */
    private int width() {
        return Math.min(part, channels - first);
    }

    private void weights(float[] w, int w0, int taps) {
        if (weights.length < taps) {
            weights = new float[taps][LoopLanes.LENGTH];
        }
        repeat(w, w0, biases);
        for (int tap = 0; tap < taps; tap++) {
            repeat(w, w0 + (1 + tap) * channels, weights[tap]);
        }
    }

    /** The same numbers for each pixel. */
    private void repeat(float[] w, int at, float[] lanes) {
        int width = width();
        for (int pixel = 0; pixel < most; pixel++) {
            System.arraycopy(w, at + first, lanes, pixel * width, width);
        }
    }

    private void bias(int pixels) {
        System.arraycopy(biases, 0, sums, 0, pixels * width());
    }

    /** Copies what is read under a tap, and adds it. */
    private void add(float[] x, int tap, int taps, int pixels) {
        copy(x, pixels, terms[tap % TERMS]);
        add(tap, taps, pixels);
    }

    /** Adds a tap, if it is the last or its number is due, together with those before it. */
    private void add(int tap, int taps, int pixels) {
        int n = pixels * width();
        int first = tap / TERMS * TERMS;
        if (tap == first + 2) {
            LoopLanes.addProducts(n, sums, terms[0], weights[first], terms[1], weights[first + 1], terms[2],
                    weights[tap]);
        } else if (tap == taps - 1 && tap == first + 1) {
            LoopLanes.addProducts(n, sums, terms[0], weights[first], terms[1], weights[tap]);
        } else if (tap == taps - 1) {
            LoopLanes.addProducts(n, sums, terms[0], weights[tap]);
        }
    }

    /** Copies pixels next to each other, those at once that already are. */
    private void copy(float[] x, int pixels, float[] lanes) {
        int width = width();
        for (int pixel = 0; pixel < pixels; ) {
            int end = pixel + 1;
            while (end < pixels && from[end] == from[end - 1] + width) {
                end++;
            }
            System.arraycopy(x, from[pixel] + first, lanes, pixel * width, (end - pixel) * width);
            pixel = end;
        }
    }

    private void write(float[] y, int pixels, float low, float high) {
        int width = width();
        LoopLanes.clamp(pixels * width, sums, low, high);
        for (int pixel = 0; pixel < pixels; pixel++) {
            System.arraycopy(sums, pixel * width, y, to[pixel] + first, width);
        }
    }

    void gradient(int rows, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] dy, int dy0, int[] dyRows,
            float[] dw, int dw0) {
        for (begin(channels); first < channels; first += part) {
            int n = width();
            for (int tap = 0; tap < taps.length; tap++) {
                System.arraycopy(dw, dw0 + tap * channels + first, sums, 0, n);
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(x, x0 + xRows[row] + taps[tap] + first, terms[0], 0, n);
                    System.arraycopy(dy, dy0 + dyRows[row] + first, terms[1], 0, n);
                    LoopLanes.addProducts(n, sums, terms[0], terms[1]);
                }
                System.arraycopy(sums, 0, dw, dw0 + tap * channels + first, n);
            }
        }
    }
}
