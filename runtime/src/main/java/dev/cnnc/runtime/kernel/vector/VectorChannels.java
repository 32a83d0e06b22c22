package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorFunctions.*;

import dev.cnnc.runtime.kernel.ElementKernels;
import jdk.incubator.vector.FloatVector;

/**
 * Vectors of channels over pixels. Every method does the whole vectors of channels, of which there must be at least
 * one, and leaves the rest to {@link dev.cnnc.runtime.kernel.LoopChannels}.
 */
final class VectorChannels {
    private static final int BLOCK = ElementKernels.SUM_BLOCK;

    private VectorChannels() {
    }

    static void sums(float[] x, int xAt, int pixels, int channels, float[] sums, int sumsAt) {
        int c = 0;
        do {
            int at = xAt + c;
            int left = pixels;
            FloatVector total = broadcast(0);
            do {
                FloatVector sum = broadcast(0);
                int block = Math.min(left, BLOCK);
                left -= block;
                do {
                    sum = sum.add(load(x, at));
                    at += channels;
                } while (--block > 0);
                total = total.add(sum);
            } while (left > 0);
            total.intoArray(sums, sumsAt + c);
            c += LANES;
        } while (c <= channels - LANES);
    }

    static void dots(float[] a, int aAt, float[] b, int bAt, int pixels, int channels, float[] sums, int sumsAt) {
        int c = 0;
        do {
            int at = c;
            int left = pixels;
            FloatVector total = broadcast(0);
            do {
                FloatVector sum = broadcast(0);
                int block = Math.min(left, BLOCK);
                left -= block;
                do {
                    sum = load(a, aAt + at).fma(load(b, bAt + at), sum);
                    at += channels;
                } while (--block > 0);
                total = total.add(sum);
            } while (left > 0);
            total.intoArray(sums, sumsAt + c);
            c += LANES;
        } while (c <= channels - LANES);
    }

    static void deviations(float[] x, int xAt, int pixels, int channels, float[] centre, int centreAt, float[] sums,
            int sumsAt) {
        int c = 0;
        do {
            int at = xAt + c;
            int left = pixels;
            FloatVector mid = load(centre, centreAt + c);
            FloatVector total = broadcast(0);
            FloatVector totalSquares = broadcast(0);
            do {
                FloatVector sum = broadcast(0);
                FloatVector squares = broadcast(0);
                int block = Math.min(left, BLOCK);
                left -= block;
                do {
                    FloatVector d = load(x, at).sub(mid);
                    sum = sum.add(d);
                    squares = d.fma(d, squares);
                    at += channels;
                } while (--block > 0);
                total = total.add(sum);
                totalSquares = totalSquares.add(squares);
            } while (left > 0);
            total.intoArray(sums, sumsAt + c);
            totalSquares.intoArray(sums, sumsAt + channels + c);
            c += LANES;
        } while (c <= channels - LANES);
    }

    static void gradients(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels, float[] centre,
            int centreAt, float[] sums, int sumsAt) {
        int c = 0;
        do {
            int at = c;
            int left = pixels;
            FloatVector mid = load(centre, centreAt + c);
            FloatVector total = broadcast(0);
            FloatVector totalProducts = broadcast(0);
            do {
                FloatVector sum = broadcast(0);
                FloatVector products = broadcast(0);
                int block = Math.min(left, BLOCK);
                left -= block;
                do {
                    FloatVector g = load(dy, dyAt + at);
                    sum = sum.add(g);
                    products = g.fma(load(x, xAt + at).sub(mid), products);
                    at += channels;
                } while (--block > 0);
                total = total.add(sum);
                totalProducts = totalProducts.add(products);
            } while (left > 0);
            total.intoArray(sums, sumsAt + c);
            totalProducts.intoArray(sums, sumsAt + channels + c);
            c += LANES;
        } while (c <= channels - LANES);
    }

    static void scale(float[] x, int xAt, int pixels, int channels, float[] factors, int factorsAt, float[] y,
            int yAt) {
        int p = 0;
        int pixel = 0;
        do {
            int c = 0;
            do {
                load(x, xAt + pixel + c).mul(load(factors, factorsAt + c)).intoArray(y, yAt + pixel + c);
                c += LANES;
            } while (c <= channels - LANES);
            pixel += channels;
        } while (++p < pixels);
    }

    static void scaleAdd(float[] x, int xAt, int pixels, int channels, float[] factors, int factorsAt, float[] y,
            int yAt) {
        int p = 0;
        int pixel = 0;
        do {
            int c = 0;
            do {
                FloatVector old = load(y, yAt + pixel + c);
                load(x, xAt + pixel + c).fma(load(factors, factorsAt + c), old).intoArray(y, yAt + pixel + c);
                c += LANES;
            } while (c <= channels - LANES);
            pixel += channels;
        } while (++p < pixels);
    }

    static void normalise(float[] x, int xAt, int pixels, int channels, float[] k, int at, float[] y, int yAt) {
        int scaleAt = at + channels;
        int shiftAt = scaleAt + channels;
        int p = 0;
        int pixel = 0;
        do {
            int c = 0;
            do {
                FloatVector d = load(x, xAt + pixel + c).sub(load(k, at + c));
                d.fma(load(k, scaleAt + c), load(k, shiftAt + c)).intoArray(y, yAt + pixel + c);
                c += LANES;
            } while (c <= channels - LANES);
            pixel += channels;
        } while (++p < pixels);
    }

    static void normaliseGradient(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels, float[] k,
            int at, float[] dx, int dxAt) {
        int p = 0;
        int pixel = 0;
        do {
            int c = 0;
            do {
                gradient(x, xAt + pixel + c, dy, dyAt + pixel + c, channels, k, at + c)
                        .intoArray(dx, dxAt + pixel + c);
                c += LANES;
            } while (c <= channels - LANES);
            pixel += channels;
        } while (++p < pixels);
    }

    static void normaliseGradientAdd(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels, float[] k,
            int at, float[] dx, int dxAt) {
        int p = 0;
        int pixel = 0;
        do {
            int c = 0;
            do {
                FloatVector g = gradient(x, xAt + pixel + c, dy, dyAt + pixel + c, channels, k, at + c);
                load(dx, dxAt + pixel + c).add(g).intoArray(dx, dxAt + pixel + c);
                c += LANES;
            } while (c <= channels - LANES);
            pixel += channels;
        } while (++p < pixels);
    }

    private static FloatVector gradient(float[] x, int xAt, float[] dy, int dyAt, int channels, float[] k, int at) {
        FloatVector d = load(x, xAt).sub(load(k, at));
        FloatVector g = d.fma(load(k, at + 2 * channels), load(k, at + 3 * channels));
        return load(dy, dyAt).fma(load(k, at + channels), g);
    }
}
