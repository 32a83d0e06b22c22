package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.Coefficients.*;
import static dev.cnnc.runtime.kernel.vector.Lanes.*;

import dev.cnnc.runtime.kernel.ScalarFunctions;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential on whole vectors, operation for operation what {@link dev.cnnc.runtime.kernel.ScalarFunctions} does.
 * Everything that has an exponential in it prepares the argument, comes here, and goes on with the result: short loops
 * over a block in the first-level cache, of which this one is shared.
 */
final class VectorExponential {
    private static final ThreadLocal<float[]> SCRATCH = ThreadLocal.withInitial(() -> new float[BLOCK]);

    private VectorExponential() {
    }

    /** This thread's block. */
    static float[] scratch() {
        return SCRATCH.get();
    }

    /** {@code y = exp(x)} for n elements, a positive multiple of the lanes, at most a block. */
    static void exp(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector most = FloatVector.broadcast(FLOATS, EXP_MAX);
        FloatVector least = FloatVector.broadcast(FLOATS, EXP_MIN);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector log2e = FloatVector.broadcast(FLOATS, LOG2_E);
        FloatVector round = FloatVector.broadcast(FLOATS, ROUND_HALF);
        FloatVector low = FloatVector.broadcast(FLOATS, -LOG_2_LOW);
        FloatVector high = FloatVector.broadcast(FLOATS, -LOG_2_HIGH);
        FloatVector c0 = FloatVector.broadcast(FLOATS, EXP_0);
        FloatVector c1 = FloatVector.broadcast(FLOATS, EXP_1);
        FloatVector c2 = FloatVector.broadcast(FLOATS, EXP_2);
        FloatVector c3 = FloatVector.broadcast(FLOATS, EXP_3);
        FloatVector c4 = FloatVector.broadcast(FLOATS, EXP_4);
        float[] powers = powers();
        for (int i = 0; i < n; i += LANES) {
            FloatVector clamped = FloatVector.fromArray(FLOATS, x, xAt + i).min(most).max(least);
            FloatVector shifted = clamped.fma(log2e, round);
            FloatVector m = shifted.sub(round);
            FloatVector r = m.fma(low, m.fma(high, clamped));
            FloatVector p = c4.fma(r, c3).fma(r, c2).fma(r, c1).fma(r, c0);
            FloatVector value = r.mul(r).fma(p, r).add(one);
            value.add(value).intoArray(y, yAt + i);
            shifted.intoArray(powers, i);
        }
        for (int k = 0; k < n; k++) {
            y[yAt + k] *= ScalarFunctions.powerOfTwo(powers[k]);
        }
    }

    /**
     * {@code y = exp(x) - 1} for n elements, a positive multiple of the lanes, at most a block; x above zero counts as
     * zero.
     */
    static void expm1(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector most = FloatVector.broadcast(FLOATS, 0);
        FloatVector least = FloatVector.broadcast(FLOATS, EXPM1_MIN);
        FloatVector log2e = FloatVector.broadcast(FLOATS, LOG2_E);
        FloatVector round = FloatVector.broadcast(FLOATS, ROUND);
        FloatVector low = FloatVector.broadcast(FLOATS, -LOG_2_LOW);
        FloatVector high = FloatVector.broadcast(FLOATS, -LOG_2_HIGH);
        FloatVector c0 = FloatVector.broadcast(FLOATS, EXP_0);
        FloatVector c1 = FloatVector.broadcast(FLOATS, EXP_1);
        FloatVector c2 = FloatVector.broadcast(FLOATS, EXP_2);
        FloatVector c3 = FloatVector.broadcast(FLOATS, EXP_3);
        FloatVector c4 = FloatVector.broadcast(FLOATS, EXP_4);
        float[] powers = powers();
        for (int i = 0; i < n; i += LANES) {
            FloatVector clamped = FloatVector.fromArray(FLOATS, x, xAt + i).min(most).max(least);
            FloatVector shifted = clamped.fma(log2e, round);
            FloatVector m = shifted.sub(round);
            FloatVector r = m.fma(low, m.fma(high, clamped));
            FloatVector p = c4.fma(r, c3).fma(r, c2).fma(r, c1).fma(r, c0);
            r.mul(r).fma(p, r).intoArray(y, yAt + i);
            shifted.intoArray(powers, i);
        }
        for (int k = 0; k < n; k++) {
            float scale = ScalarFunctions.powerOfTwo(powers[k]);
            y[yAt + k] = Math.fma(y[yAt + k], scale, scale - 1);
        }
    }

    /** {@code x = log(x) * factor} for n positive normal elements: a multiple of the lanes, at most a block. */
    static void log(float[] x, int at, float factor, int n) {
        float[] exponents = powers();
        for (int k = 0; k < n; k++) {
            exponents[k] = ScalarFunctions.exponent(x[at + k]);
            x[at + k] = ScalarFunctions.significand(x[at + k]);
        }
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector low = FloatVector.broadcast(FLOATS, LOG_2_LOW);
        FloatVector high = FloatVector.broadcast(FLOATS, LOG_2_HIGH);
        FloatVector factors = FloatVector.broadcast(FLOATS, factor);
        FloatVector c0 = FloatVector.broadcast(FLOATS, LOG_0);
        FloatVector c1 = FloatVector.broadcast(FLOATS, LOG_1);
        FloatVector c2 = FloatVector.broadcast(FLOATS, LOG_2);
        FloatVector c3 = FloatVector.broadcast(FLOATS, LOG_3);
        for (int i = 0; i < n; i += LANES) {
            FloatVector m = FloatVector.fromArray(FLOATS, x, at + i);
            FloatVector e = FloatVector.fromArray(FLOATS, exponents, i);
            FloatVector s = m.sub(one).div(m.add(one));
            FloatVector z = s.mul(s);
            FloatVector p = c3.fma(z, c2).fma(z, c1).fma(z, c0);
            p = s.mul(z).fma(p, s.add(s));
            e.fma(high, e.fma(low, p)).mul(factors).intoArray(x, at + i);
        }
    }

    /** {@code block = -|x|}, and what follows likewise in the form of a {@link VectorLoop}. */
    static void minusAbs(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xAt + i).abs().neg().intoArray(block, i);
        }
    }

    /** {@code block = -|w|}, w being the argument of the sigmoid in GELU's tanh form. */
    static void minusAbsGelu(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        FloatVector cubic = FloatVector.broadcast(FLOATS, GELU_CUBIC);
        FloatVector linear = FloatVector.broadcast(FLOATS, GELU_LINEAR);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            v.mul(v.mul(v).fma(cubic, linear)).abs().neg().intoArray(block, i);
        }
    }

    /** {@code block = -x^2 / 2}. */
    static void minusHalfSquare(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        FloatVector minusHalf = FloatVector.broadcast(FLOATS, -0.5f);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            v.mul(v).mul(minusHalf).intoArray(block, i);
        }
    }

    /** {@code block = exp(block)}. */
    static void exp(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        exp(block, 0, block, 0, n);
    }

    /** {@code block = exp(x) - 1}; x above zero counts as zero. */
    static void expm1(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        expm1(x, xAt, block, 0, n);
    }

    /** {@code block = Phi(x)} where it was the bell, {@code exp(-x^2 / 2)}. */
    static void normalCdf(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        normalCdf(x, xAt, block, 0, n);
    }

    /** {@code e = Phi(x)}, where e is the bell. */
    static void normalCdf(float[] x, int xAt, float[] e, int eAt, int n) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector t = one.div(v.abs().fma(FloatVector.broadcast(FLOATS, TAIL), one));
            FloatVector p = FloatVector.broadcast(FLOATS, TAIL_9).fma(t, FloatVector.broadcast(FLOATS, TAIL_8));
            p = p.fma(t, FloatVector.broadcast(FLOATS, TAIL_7));
            p = p.fma(t, FloatVector.broadcast(FLOATS, TAIL_6));
            p = p.fma(t, FloatVector.broadcast(FLOATS, TAIL_5));
            p = p.fma(t, FloatVector.broadcast(FLOATS, TAIL_4));
            p = p.fma(t, FloatVector.broadcast(FLOATS, TAIL_3));
            p = p.fma(t, FloatVector.broadcast(FLOATS, TAIL_2));
            p = p.fma(t, FloatVector.broadcast(FLOATS, TAIL_1));
            p = p.fma(t, FloatVector.broadcast(FLOATS, TAIL_0));
            FloatVector tail = p.mul(t).mul(FloatVector.fromArray(FLOATS, e, eAt + i));
            one.sub(tail).blend(tail, v.compare(VectorOperators.LT, zero)).intoArray(e, eAt + i);
        }
    }
}
