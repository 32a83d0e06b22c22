package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.Coefficients.*;
import static dev.cnnc.runtime.kernel.vector.Lanes.*;

import dev.cnnc.runtime.kernel.ActivationKind;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The activations, one loop each: a choice inside a loop would keep C2 from holding the vectors in registers. All take
 * n elements, a positive multiple of the lanes.
 */
final class VectorActivations {
    private VectorActivations() {
    }

    static void apply(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        switch (kind) {
            case RELU:
                relu(x, xAt, y, yAt, n);
                break;
            case RELU6:
                relu6(x, xAt, y, yAt, n);
                break;
            case LEAKY_RELU:
                leakyRelu(alpha, x, xAt, y, yAt, n);
                break;
            case HARD_SIGMOID:
                hardSigmoid(x, xAt, y, yAt, n);
                break;
            case HARD_SWISH:
                hardSwish(x, xAt, y, yAt, n);
                break;
            case TANH:
                tanh(x, xAt, y, yAt, n);
                break;
            case NONE:
                System.arraycopy(x, xAt, y, yAt, n);
                break;
            default:
                int done = 0;
                float[] block = VectorExponential.scratch();
                do {
                    int now = Math.min(n - done, BLOCK);
                    exponential(kind, alpha, x, xAt + done, y, yAt + done, now, block);
                    done += now;
                } while (done < n);
        }
    }

    private static void exponential(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt, int n,
            float[] block) {
        switch (kind) {
            case ELU:
                VectorExponential.expm1(x, xAt, block, 0, n);
                elu(alpha, block, x, xAt, y, yAt, n);
                break;
            case SELU:
                VectorExponential.expm1(x, xAt, block, 0, n);
                selu(block, x, xAt, y, yAt, n);
                break;
            case GELU:
                VectorExponential.bell(x, xAt, block, 0, n);
                VectorExponential.normalCdf(x, xAt, block, 0, n);
                gelu(block, x, xAt, y, yAt, n);
                break;
            case GELU_TANH:
                VectorExponential.expMinusAbsGelu(x, xAt, block, 0, n);
                // The sigmoid's argument has the sign of x.
                silu(block, x, xAt, y, yAt, n);
                break;
            case SIGMOID:
                VectorExponential.expMinusAbs(x, xAt, block, 0, n);
                sigmoid(block, x, xAt, y, yAt, n);
                break;
            case SOFTPLUS:
                VectorExponential.expMinusAbs(x, xAt, block, 0, n);
                softplus(block, x, xAt, y, yAt, n);
                break;
            case SILU:
                VectorExponential.expMinusAbs(x, xAt, block, 0, n);
                silu(block, x, xAt, y, yAt, n);
                break;
            default:
                throw new IllegalArgumentException("no exponential in " + kind);
        }
    }

    private static void relu(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            v.max(zero).intoArray(y, yAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void relu6(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector six = FloatVector.broadcast(FLOATS, 6);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            v.max(zero).min(six).intoArray(y, yAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void leakyRelu(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector alphas = FloatVector.broadcast(FLOATS, alpha);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            v.blend(v.mul(alphas), v.compare(VectorOperators.LT, zero)).intoArray(y, yAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void hardSigmoid(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector three = FloatVector.broadcast(FLOATS, 3);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector six = FloatVector.broadcast(FLOATS, 6);
        FloatVector sixth = FloatVector.broadcast(FLOATS, 1 / 6f);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            v.add(three).max(zero).min(six).mul(sixth).intoArray(y, yAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void hardSwish(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector three = FloatVector.broadcast(FLOATS, 3);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector six = FloatVector.broadcast(FLOATS, 6);
        FloatVector sixth = FloatVector.broadcast(FLOATS, 1 / 6f);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            v.mul(v.add(three).max(zero).min(six).mul(sixth)).intoArray(y, yAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void elu(float alpha, float[] block, float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector alphas = FloatVector.broadcast(FLOATS, alpha);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            v.blend(e.mul(alphas), v.compare(VectorOperators.LT, zero)).intoArray(y, yAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void selu(float[] block, float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector scale = FloatVector.broadcast(FLOATS, SELU_SCALE);
        FloatVector scaledAlpha = FloatVector.broadcast(FLOATS, SELU_ALPHA);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            v.mul(scale).blend(e.mul(scaledAlpha), v.compare(VectorOperators.LT, zero)).intoArray(y, yAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void gelu(float[] block, float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            v.mul(e).intoArray(y, yAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void sigmoid(float[] block, float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector s = one.blend(e, v.compare(VectorOperators.LT, zero)).div(e.add(one));
            s.intoArray(y, yAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void tanh(float[] x, int xAt, float[] y, int yAt, int n) {
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
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector a = v.blend(TANH_MAX, v.compare(VectorOperators.GT, TANH_MAX))
                    .blend(-TANH_MAX, v.compare(VectorOperators.LT, -TANH_MAX));
            FloatVector t = a.mul(a);
            FloatVector p = p4.fma(t, p3).fma(t, p2).fma(t, p1).fma(t, p0);
            FloatVector q = q4.fma(t, q3).fma(t, q2).fma(t, q1).fma(t, one);
            FloatVector r = a.mul(p).div(q);
            r.blend(1, r.compare(VectorOperators.GT, 1)).blend(-1, r.compare(VectorOperators.LT, -1))
                    .intoArray(y, yAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void softplus(float[] block, float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector c3 = FloatVector.broadcast(FLOATS, LOG_3);
        FloatVector c2 = FloatVector.broadcast(FLOATS, LOG_2);
        FloatVector c1 = FloatVector.broadcast(FLOATS, LOG_1);
        FloatVector c0 = FloatVector.broadcast(FLOATS, LOG_0);
        FloatVector two = FloatVector.broadcast(FLOATS, 2);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector s = e.div(e.add(two));
            FloatVector z = s.mul(s);
            FloatVector p = c3.fma(z, c2);
            p = p.fma(z, c1).fma(z, c0);
            v.max(zero).add(s.mul(z).fma(p, s.add(s))).intoArray(y, yAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void silu(float[] block, float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector s = one.blend(e, v.compare(VectorOperators.LT, zero)).div(e.add(one));
            v.mul(s).intoArray(y, yAt + i);
            i += LANES;
        } while (i < n);
    }
}
