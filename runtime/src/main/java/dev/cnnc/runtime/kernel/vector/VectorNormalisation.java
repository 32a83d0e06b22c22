package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.ElementKernels.SUM_ROWS;
import static dev.cnnc.runtime.kernel.vector.Lanes.*;

import jdk.incubator.vector.FloatVector;

/**
 * The passes of a normalisation in vectors of channels: four pixels at a time, so that what belongs to the channels is
 * loaded once for all four, and one loop over them all. In a loop within another the vectors that the inner one takes
 * from the outer would live on the heap on JDK 17, and a pixel alone spends its time on bounds checks.
 *
 * <p>Every method does the whole vectors of channels, of which there must be at least one, for a positive multiple of
 * {@link dev.cnnc.runtime.kernel.ElementKernels#SUM_ROWS} pixels. Sums are added to what is there. Products with 1 and
 * -1 stand for sums and differences, whose results C2 on JDK 17 sometimes leaves on the heap, and sums with 0 for
 * products: with {@code mul} in these loops, vectors of other loops that multiply stayed on the heap.
 */
final class VectorNormalisation {
    private VectorNormalisation() {
    }

    static void deviations(float[] x, int xAt, int pixels, int channels, float[] centre, int centreAt, float[] sums,
            int sumsAt) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector minus = FloatVector.broadcast(FLOATS, -1);
        int squaresAt = sumsAt + channels;
        int left = pixels / SUM_ROWS * (channels / LANES);
        int at = 0;
        int c = 0;
        do {
            int at1 = at + channels;
            int at2 = at1 + channels;
            int at3 = at2 + channels;
            FloatVector mid = FloatVector.fromArray(FLOATS, centre, centreAt + c);
            FloatVector d0 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at));
            FloatVector d1 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at1));
            FloatVector d2 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at2));
            FloatVector d3 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at3));
            FloatVector squares = d1.fma(d1, d0.fma(d0, zero));
            squares = d3.fma(d3, d2.fma(d2, squares));
            FloatVector sum = d3.fma(one, d2.fma(one, d1.fma(one, d0)));
            sum.fma(one, FloatVector.fromArray(FLOATS, sums, sumsAt + c))
                    .intoArray(sums, sumsAt + c);
            squares.fma(one, FloatVector.fromArray(FLOATS, sums, squaresAt + c))
                    .intoArray(sums, squaresAt + c);
            at += LANES;
            c += LANES;
            if (c > channels - LANES) {
                at += SUM_ROWS * channels - c;
                c = 0;
            }
        } while (--left > 0);
    }

    static void gradients(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels, float[] centre,
            int centreAt, float[] sums, int sumsAt) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector minus = FloatVector.broadcast(FLOATS, -1);
        int productsAt = sumsAt + channels;
        int left = pixels / SUM_ROWS * (channels / LANES);
        int at = 0;
        int c = 0;
        do {
            int at1 = at + channels;
            int at2 = at1 + channels;
            int at3 = at2 + channels;
            FloatVector mid = FloatVector.fromArray(FLOATS, centre, centreAt + c);
            FloatVector g0 = FloatVector.fromArray(FLOATS, dy, dyAt + at);
            FloatVector g1 = FloatVector.fromArray(FLOATS, dy, dyAt + at1);
            FloatVector g2 = FloatVector.fromArray(FLOATS, dy, dyAt + at2);
            FloatVector g3 = FloatVector.fromArray(FLOATS, dy, dyAt + at3);
            FloatVector d0 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at));
            FloatVector d1 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at1));
            FloatVector d2 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at2));
            FloatVector d3 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at3));
            FloatVector products = d1.fma(g1, d0.fma(g0, zero));
            products = d3.fma(g3, d2.fma(g2, products));
            FloatVector sum = g3.fma(one, g2.fma(one, g1.fma(one, g0)));
            sum.fma(one, FloatVector.fromArray(FLOATS, sums, sumsAt + c))
                    .intoArray(sums, sumsAt + c);
            products.fma(one, FloatVector.fromArray(FLOATS, sums, productsAt + c))
                    .intoArray(sums, productsAt + c);
            at += LANES;
            c += LANES;
            if (c > channels - LANES) {
                at += SUM_ROWS * channels - c;
                c = 0;
            }
        } while (--left > 0);
    }

    static void normalise(float[] x, int xAt, int pixels, int channels, float[] k, int kAt, float[] y, int yAt) {
        FloatVector minus = FloatVector.broadcast(FLOATS, -1);
        int left = pixels / SUM_ROWS * (channels / LANES);
        int at = 0;
        int c = 0;
        do {
            int at1 = at + channels;
            int at2 = at1 + channels;
            int at3 = at2 + channels;
            FloatVector mid = FloatVector.fromArray(FLOATS, k, kAt + c);
            FloatVector scale = FloatVector.fromArray(FLOATS, k, kAt + channels + c);
            FloatVector shift = FloatVector.fromArray(FLOATS, k, kAt + 2 * channels + c);
            FloatVector d0 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at));
            FloatVector d1 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at1));
            FloatVector d2 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at2));
            FloatVector d3 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at3));
            d0.fma(scale, shift).intoArray(y, yAt + at);
            d1.fma(scale, shift).intoArray(y, yAt + at1);
            d2.fma(scale, shift).intoArray(y, yAt + at2);
            d3.fma(scale, shift).intoArray(y, yAt + at3);
            at += LANES;
            c += LANES;
            if (c > channels - LANES) {
                at += SUM_ROWS * channels - c;
                c = 0;
            }
        } while (--left > 0);
    }

    static void gradient(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels, float[] k, int kAt,
            float[] dx, int dxAt) {
        FloatVector minus = FloatVector.broadcast(FLOATS, -1);
        int left = pixels / SUM_ROWS * (channels / LANES);
        int at = 0;
        int c = 0;
        do {
            int at1 = at + channels;
            int at2 = at1 + channels;
            int at3 = at2 + channels;
            FloatVector mid = FloatVector.fromArray(FLOATS, k, kAt + c);
            FloatVector scale = FloatVector.fromArray(FLOATS, k, kAt + channels + c);
            FloatVector slope = FloatVector.fromArray(FLOATS, k, kAt + 2 * channels + c);
            FloatVector shift = FloatVector.fromArray(FLOATS, k, kAt + 3 * channels + c);
            FloatVector d0 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at)).fma(slope, shift);
            FloatVector d1 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at1)).fma(slope, shift);
            FloatVector d2 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at2)).fma(slope, shift);
            FloatVector d3 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at3)).fma(slope, shift);
            FloatVector.fromArray(FLOATS, dy, dyAt + at).fma(scale, d0).intoArray(dx, dxAt + at);
            FloatVector.fromArray(FLOATS, dy, dyAt + at1).fma(scale, d1).intoArray(dx, dxAt + at1);
            FloatVector.fromArray(FLOATS, dy, dyAt + at2).fma(scale, d2).intoArray(dx, dxAt + at2);
            FloatVector.fromArray(FLOATS, dy, dyAt + at3).fma(scale, d3).intoArray(dx, dxAt + at3);
            at += LANES;
            c += LANES;
            if (c > channels - LANES) {
                at += SUM_ROWS * channels - c;
                c = 0;
            }
        } while (--left > 0);
    }

    static void gradientAdd(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels, float[] k, int kAt,
            float[] dx, int dxAt) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector minus = FloatVector.broadcast(FLOATS, -1);
        int left = pixels / SUM_ROWS * (channels / LANES);
        int at = 0;
        int c = 0;
        do {
            int at1 = at + channels;
            int at2 = at1 + channels;
            int at3 = at2 + channels;
            FloatVector mid = FloatVector.fromArray(FLOATS, k, kAt + c);
            FloatVector scale = FloatVector.fromArray(FLOATS, k, kAt + channels + c);
            FloatVector slope = FloatVector.fromArray(FLOATS, k, kAt + 2 * channels + c);
            FloatVector shift = FloatVector.fromArray(FLOATS, k, kAt + 3 * channels + c);
            FloatVector d0 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at)).fma(slope, shift);
            FloatVector d1 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at1)).fma(slope, shift);
            FloatVector d2 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at2)).fma(slope, shift);
            FloatVector d3 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at3)).fma(slope, shift);
            FloatVector.fromArray(FLOATS, dy, dyAt + at).fma(scale, d0)
                    .fma(one, FloatVector.fromArray(FLOATS, dx, dxAt + at)).intoArray(dx, dxAt + at);
            FloatVector.fromArray(FLOATS, dy, dyAt + at1).fma(scale, d1)
                    .fma(one, FloatVector.fromArray(FLOATS, dx, dxAt + at1)).intoArray(dx, dxAt + at1);
            FloatVector.fromArray(FLOATS, dy, dyAt + at2).fma(scale, d2)
                    .fma(one, FloatVector.fromArray(FLOATS, dx, dxAt + at2)).intoArray(dx, dxAt + at2);
            FloatVector.fromArray(FLOATS, dy, dyAt + at3).fma(scale, d3)
                    .fma(one, FloatVector.fromArray(FLOATS, dx, dxAt + at3)).intoArray(dx, dxAt + at3);
            at += LANES;
            c += LANES;
            if (c > channels - LANES) {
                at += SUM_ROWS * channels - c;
                c = 0;
            }
        } while (--left > 0);
    }
}
