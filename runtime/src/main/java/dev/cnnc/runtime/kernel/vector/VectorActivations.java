package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.Coefficients.*;
import static dev.cnnc.runtime.kernel.vector.Lanes.*;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.kernel.ScalarFunctions;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The activations, one loop each behind the loops of its exponential; see {@link VectorLoop}. */
final class VectorActivations {
    private static final VectorLoop.Chains CHAINS = new VectorLoop.Chains(BLOCK)
            .with(ActivationKind.NONE, (alpha, x, xAt, block, y, yAt, n) -> System.arraycopy(x, xAt, y, yAt, n))
            .with(ActivationKind.RELU, VectorActivations::relu)
            .with(ActivationKind.RELU6, VectorActivations::relu6)
            .with(ActivationKind.LEAKY_RELU, VectorActivations::leakyRelu)
            .with(ActivationKind.HARD_SIGMOID, VectorActivations::hardSigmoid)
            .with(ActivationKind.HARD_SWISH, VectorActivations::hardSwish)
            .with(ActivationKind.TANH, VectorActivations::largest, VectorActivations::tanh)
            .with(ActivationKind.ELU, VectorExponential::expm1, VectorActivations::elu)
            .with(ActivationKind.SELU, VectorExponential::expm1, VectorActivations::selu)
            .with(ActivationKind.GELU, VectorExponential::minusHalfSquare, VectorExponential::exp,
                    VectorExponential::normalCdf, VectorActivations::gelu)
            // The sigmoid's argument has the sign of x.
            .with(ActivationKind.GELU_TANH, VectorExponential::minusAbsGelu, VectorExponential::exp,
                    VectorActivations::silu)
            .with(ActivationKind.SIGMOID, VectorExponential::minusAbs, VectorExponential::exp,
                    VectorActivations::sigmoid)
            .with(ActivationKind.SOFTPLUS, VectorExponential::minusAbs, VectorExponential::exp,
                    VectorActivations::softplus)
            .with(ActivationKind.SILU, VectorExponential::minusAbs, VectorExponential::exp, VectorActivations::silu);

    private VectorActivations() {
    }

    /** For n elements, a positive multiple of the lanes. */
    static void apply(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        CHAINS.run(kind, alpha, x, xAt, y, yAt, n);
    }

    private static void relu(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            v.max(zero).intoArray(y, yAt + i);
        }
    }

    private static void relu6(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector six = FloatVector.broadcast(FLOATS, 6);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            v.max(zero).min(six).intoArray(y, yAt + i);
        }
    }

    private static void leakyRelu(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        FloatVector alphas = FloatVector.broadcast(FLOATS, alpha);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            v.blend(v.mul(alphas), v.compare(VectorOperators.LT, zero)).intoArray(y, yAt + i);
        }
    }

    private static void hardSigmoid(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        FloatVector three = FloatVector.broadcast(FLOATS, 3);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector six = FloatVector.broadcast(FLOATS, 6);
        FloatVector sixth = FloatVector.broadcast(FLOATS, 1 / 6f);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            v.add(three).max(zero).min(six).mul(sixth).intoArray(y, yAt + i);
        }
    }

    private static void hardSwish(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        FloatVector three = FloatVector.broadcast(FLOATS, 3);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector six = FloatVector.broadcast(FLOATS, 6);
        FloatVector sixth = FloatVector.broadcast(FLOATS, 1 / 6f);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            v.mul(v.add(three).max(zero).min(six).mul(sixth)).intoArray(y, yAt + i);
        }
    }

    private static void elu(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        FloatVector alphas = FloatVector.broadcast(FLOATS, alpha);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            v.blend(e.mul(alphas), v.compare(VectorOperators.LT, zero)).intoArray(y, yAt + i);
        }
    }

    private static void selu(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        FloatVector scale = FloatVector.broadcast(FLOATS, SELU_SCALE);
        FloatVector scaledAlpha = FloatVector.broadcast(FLOATS, SELU_ALPHA);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            v.mul(scale).blend(e.mul(scaledAlpha), v.compare(VectorOperators.LT, zero)).intoArray(y, yAt + i);
        }
    }

    private static void gelu(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            v.mul(e).intoArray(y, yAt + i);
        }
    }

    private static void sigmoid(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector s = one.blend(e, v.compare(VectorOperators.LT, zero)).div(e.add(one));
            s.intoArray(y, yAt + i);
        }
    }

    /** Leaves the largest magnitude, or NaN if there is one, whose bits are beyond infinity's. */
    private static void largest(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        IntVector magnitude = IntVector.broadcast(INTS, Integer.MAX_VALUE);
        IntVector largest = FloatVector.fromArray(FLOATS, x, xAt).reinterpretAsInts().and(magnitude);
        int i = 0;
        do {
            largest = largest.max(FloatVector.fromArray(FLOATS, x, xAt + i).reinterpretAsInts().and(magnitude));
            i += LANES;
        } while (i < n);
        block[0] = Float.intBitsToFloat(largest.reduceLanes(VectorOperators.MAX));
    }

    /**
     * Of magnitudes, which are in the order of their bits, so that a bound is one instruction; a NaN would not stay
     * one.
     */
    private static void tanh(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        if (Float.isNaN(block[0])) {
            for (int i = 0; i < n; i++) {
                y[yAt + i] = ScalarFunctions.tanh(x[xAt + i]);
            }
            return;
        }
        IntVector magnitude = IntVector.broadcast(INTS, Integer.MAX_VALUE);
        IntVector most = IntVector.broadcast(INTS, Float.floatToRawIntBits(TANH_MAX));
        IntVector unit = IntVector.broadcast(INTS, Float.floatToRawIntBits(1));
        FloatVector p0 = FloatVector.broadcast(FLOATS, TANH_P0);
        FloatVector p1 = FloatVector.broadcast(FLOATS, TANH_P1);
        FloatVector p2 = FloatVector.broadcast(FLOATS, TANH_P2);
        FloatVector p3 = FloatVector.broadcast(FLOATS, TANH_P3);
        FloatVector p4 = FloatVector.broadcast(FLOATS, TANH_P4);
        FloatVector q1 = FloatVector.broadcast(FLOATS, TANH_Q1);
        FloatVector q2 = FloatVector.broadcast(FLOATS, TANH_Q2);
        FloatVector q3 = FloatVector.broadcast(FLOATS, TANH_Q3);
        FloatVector q4 = FloatVector.broadcast(FLOATS, TANH_Q4);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int i = 0; i < n; i += LANES) {
            IntVector v = FloatVector.fromArray(FLOATS, x, xAt + i).reinterpretAsInts();
            IntVector m = v.and(magnitude);
            IntVector sign = v.lanewise(VectorOperators.XOR, m);
            FloatVector a = m.min(most).reinterpretAsFloats();
            FloatVector t = a.mul(a);
            FloatVector p = p4.fma(t, p3).fma(t, p2).fma(t, p1).fma(t, p0);
            FloatVector q = q4.fma(t, q3).fma(t, q2).fma(t, q1).fma(t, one);
            FloatVector r = a.mul(p).div(q);
            r.reinterpretAsInts().min(unit).or(sign).reinterpretAsFloats().intoArray(y, yAt + i);
        }
    }

    private static void softplus(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        FloatVector c3 = FloatVector.broadcast(FLOATS, LOG_3);
        FloatVector c2 = FloatVector.broadcast(FLOATS, LOG_2);
        FloatVector c1 = FloatVector.broadcast(FLOATS, LOG_1);
        FloatVector c0 = FloatVector.broadcast(FLOATS, LOG_0);
        FloatVector two = FloatVector.broadcast(FLOATS, 2);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector s = e.div(e.add(two));
            FloatVector z = s.mul(s);
            FloatVector p = c3.fma(z, c2);
            p = p.fma(z, c1).fma(z, c0);
            v.max(zero).add(s.mul(z).fma(p, s.add(s))).intoArray(y, yAt + i);
        }
    }

    private static void silu(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector s = one.blend(e, v.compare(VectorOperators.LT, zero)).div(e.add(one));
            v.mul(s).intoArray(y, yAt + i);
        }
    }
}
