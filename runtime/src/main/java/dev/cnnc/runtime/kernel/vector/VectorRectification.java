package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.ElementKernels.RECTIFIED_ROWS;
import static dev.cnnc.runtime.kernel.ElementKernels.SUM_ROWS;
import static dev.cnnc.runtime.kernel.vector.Lanes.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A normalisation with a {@link dev.cnnc.runtime.kernel.Rectifier} behind it, in the form of
 * {@link VectorNormalisation}. The derivative comes from the normalised value, which takes two operations to compute
 * again; reading it would take as long as reading any other tensor. Its two bounds are one comparison, as
 * {@code z (high - z)} is positive between them. The gradients take two pixels at a time: with four their loops pass
 * what {@link VectorLoop} says of C2.
 */
final class VectorRectification {
    private VectorRectification() {
    }

    static void rectify(float[] x, int xAt, int pixels, int channels, float[] k, int kAt, float slope, float high,
            float[] y, int yAt) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector minus = FloatVector.broadcast(FLOATS, -1);
        FloatVector below = FloatVector.broadcast(FLOATS, slope);
        FloatVector top = FloatVector.broadcast(FLOATS, high);
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
            FloatVector z0 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at)).fma(scale, shift);
            FloatVector z1 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at1)).fma(scale, shift);
            FloatVector z2 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at2)).fma(scale, shift);
            FloatVector z3 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at3)).fma(scale, shift);
            z0.fma(below.blend(one, z0.compare(VectorOperators.GT, zero)), zero).min(top)
                    .intoArray(y, yAt + at);
            z1.fma(below.blend(one, z1.compare(VectorOperators.GT, zero)), zero).min(top)
                    .intoArray(y, yAt + at1);
            z2.fma(below.blend(one, z2.compare(VectorOperators.GT, zero)), zero).min(top)
                    .intoArray(y, yAt + at2);
            z3.fma(below.blend(one, z3.compare(VectorOperators.GT, zero)), zero).min(top)
                    .intoArray(y, yAt + at3);
            at += LANES;
            c += LANES;
            if (c > channels - LANES) {
                at += SUM_ROWS * channels - c;
                c = 0;
            }
        } while (--left > 0);
    }

    static void rectifySum(float[] x, int xAt, float[] r, int rAt, int pixels, int channels, float[] k, int kAt,
            float slope, float high, float[] y, int yAt) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector minus = FloatVector.broadcast(FLOATS, -1);
        FloatVector below = FloatVector.broadcast(FLOATS, slope);
        FloatVector top = FloatVector.broadcast(FLOATS, high);
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
            FloatVector z0 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at)).fma(scale, shift)
                    .fma(one, FloatVector.fromArray(FLOATS, r, rAt + at));
            FloatVector z1 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at1)).fma(scale, shift)
                    .fma(one, FloatVector.fromArray(FLOATS, r, rAt + at1));
            FloatVector z2 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at2)).fma(scale, shift)
                    .fma(one, FloatVector.fromArray(FLOATS, r, rAt + at2));
            FloatVector z3 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at3)).fma(scale, shift)
                    .fma(one, FloatVector.fromArray(FLOATS, r, rAt + at3));
            z0.fma(below.blend(one, z0.compare(VectorOperators.GT, zero)), zero).min(top)
                    .intoArray(y, yAt + at);
            z1.fma(below.blend(one, z1.compare(VectorOperators.GT, zero)), zero).min(top)
                    .intoArray(y, yAt + at1);
            z2.fma(below.blend(one, z2.compare(VectorOperators.GT, zero)), zero).min(top)
                    .intoArray(y, yAt + at2);
            z3.fma(below.blend(one, z3.compare(VectorOperators.GT, zero)), zero).min(top)
                    .intoArray(y, yAt + at3);
            at += LANES;
            c += LANES;
            if (c > channels - LANES) {
                at += SUM_ROWS * channels - c;
                c = 0;
            }
        } while (--left > 0);
    }

    static void gradients(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels, float[] k, int kAt,
            float slope, float high, float[] sums, int sumsAt) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector minus = FloatVector.broadcast(FLOATS, -1);
        FloatVector below = FloatVector.broadcast(FLOATS, slope);
        FloatVector top = FloatVector.broadcast(FLOATS, high);
        int productsAt = sumsAt + channels;
        int left = pixels / RECTIFIED_ROWS * (channels / LANES);
        int at = 0;
        int c = 0;
        do {
            int at1 = at + channels;
            FloatVector mid = FloatVector.fromArray(FLOATS, k, kAt + c);
            FloatVector scale = FloatVector.fromArray(FLOATS, k, kAt + channels + c);
            FloatVector shift = FloatVector.fromArray(FLOATS, k, kAt + 2 * channels + c);
            FloatVector d0 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at));
            FloatVector z0 = d0.fma(scale, shift);
            FloatVector f0 = below.blend(one, z0.fma(z0.fma(minus, top), zero).compare(VectorOperators.GT, zero));
            FloatVector g0 = f0.fma(FloatVector.fromArray(FLOATS, dy, dyAt + at), zero);
            FloatVector d1 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at1));
            FloatVector z1 = d1.fma(scale, shift);
            FloatVector f1 = below.blend(one, z1.fma(z1.fma(minus, top), zero).compare(VectorOperators.GT, zero));
            FloatVector g1 = f1.fma(FloatVector.fromArray(FLOATS, dy, dyAt + at1), zero);
            FloatVector products = d1.fma(g1, d0.fma(g0, zero));
            FloatVector sum = g1.fma(one, g0);
            sum.fma(one, FloatVector.fromArray(FLOATS, sums, sumsAt + c))
                    .intoArray(sums, sumsAt + c);
            products.fma(one, FloatVector.fromArray(FLOATS, sums, productsAt + c))
                    .intoArray(sums, productsAt + c);
            at += LANES;
            c += LANES;
            if (c > channels - LANES) {
                at += RECTIFIED_ROWS * channels - c;
                c = 0;
            }
        } while (--left > 0);
    }

    static void sumGradients(float[] x, int xAt, float[] y, int yAt, float[] dy, int dyAt, int pixels, int channels,
            float[] centre, int centreAt, float slope, float high, float[] g, int gAt, float[] sums, int sumsAt) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector minus = FloatVector.broadcast(FLOATS, -1);
        FloatVector below = FloatVector.broadcast(FLOATS, slope);
        FloatVector top = FloatVector.broadcast(FLOATS, high);
        int productsAt = sumsAt + channels;
        int left = pixels / RECTIFIED_ROWS * (channels / LANES);
        int at = 0;
        int c = 0;
        do {
            int at1 = at + channels;
            FloatVector mid = FloatVector.fromArray(FLOATS, centre, centreAt + c);
            FloatVector y0 = FloatVector.fromArray(FLOATS, y, yAt + at);
            FloatVector f0 = below.blend(one, y0.fma(y0.fma(minus, top), zero).compare(VectorOperators.GT, zero));
            FloatVector g0 = f0.fma(FloatVector.fromArray(FLOATS, dy, dyAt + at), zero);
            g0.intoArray(g, gAt + at);
            FloatVector y1 = FloatVector.fromArray(FLOATS, y, yAt + at1);
            FloatVector f1 = below.blend(one, y1.fma(y1.fma(minus, top), zero).compare(VectorOperators.GT, zero));
            FloatVector g1 = f1.fma(FloatVector.fromArray(FLOATS, dy, dyAt + at1), zero);
            g1.intoArray(g, gAt + at1);
            FloatVector d0 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at));
            FloatVector d1 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at1));
            FloatVector products = d1.fma(g1, d0.fma(g0, zero));
            FloatVector sum = g1.fma(one, g0);
            sum.fma(one, FloatVector.fromArray(FLOATS, sums, sumsAt + c))
                    .intoArray(sums, sumsAt + c);
            products.fma(one, FloatVector.fromArray(FLOATS, sums, productsAt + c))
                    .intoArray(sums, productsAt + c);
            at += LANES;
            c += LANES;
            if (c > channels - LANES) {
                at += RECTIFIED_ROWS * channels - c;
                c = 0;
            }
        } while (--left > 0);
    }

    static void gradient(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels, float[] k, int kAt,
            float slope, float high, float[] dx, int dxAt) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector minus = FloatVector.broadcast(FLOATS, -1);
        FloatVector below = FloatVector.broadcast(FLOATS, slope);
        FloatVector top = FloatVector.broadcast(FLOATS, high);
        int left = pixels / RECTIFIED_ROWS * (channels / LANES);
        int at = 0;
        int c = 0;
        do {
            int at1 = at + channels;
            FloatVector mid = FloatVector.fromArray(FLOATS, k, kAt + c);
            FloatVector scale = FloatVector.fromArray(FLOATS, k, kAt + channels + c);
            FloatVector linear = FloatVector.fromArray(FLOATS, k, kAt + 2 * channels + c);
            FloatVector constant = FloatVector.fromArray(FLOATS, k, kAt + 3 * channels + c);
            FloatVector shift = FloatVector.fromArray(FLOATS, k, kAt + 4 * channels + c);
            FloatVector d0 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at));
            FloatVector z0 = d0.fma(scale, shift);
            FloatVector f0 = below.blend(one, z0.fma(z0.fma(minus, top), zero).compare(VectorOperators.GT, zero));
            FloatVector g0 = f0.fma(FloatVector.fromArray(FLOATS, dy, dyAt + at), zero);
            g0.fma(scale, d0.fma(linear, constant)).intoArray(dx, dxAt + at);
            FloatVector d1 = mid.fma(minus, FloatVector.fromArray(FLOATS, x, xAt + at1));
            FloatVector z1 = d1.fma(scale, shift);
            FloatVector f1 = below.blend(one, z1.fma(z1.fma(minus, top), zero).compare(VectorOperators.GT, zero));
            FloatVector g1 = f1.fma(FloatVector.fromArray(FLOATS, dy, dyAt + at1), zero);
            g1.fma(scale, d1.fma(linear, constant)).intoArray(dx, dxAt + at1);
            at += LANES;
            c += LANES;
            if (c > channels - LANES) {
                at += RECTIFIED_ROWS * channels - c;
                c = 0;
            }
        } while (--left > 0);
    }
}
