package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.Coefficients.*;
import static dev.cnnc.runtime.kernel.vector.Lanes.*;

import dev.cnnc.runtime.kernel.ActivationKind;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The activations' derivatives times dy, in place, one loop each like {@link VectorActivations}. What the loops call x
 * is the output for the kinds whose derivative follows from it.
 */
final class VectorDerivatives {
    private VectorDerivatives() {
    }

    static void apply(ActivationKind kind, float alpha, float[] x, int xAt, float[] dy, int dyAt, int n) {
        switch (kind) {
            case NONE:
                break;
            case RELU6:
                between(6, 1, x, xAt, dy, dyAt, n);
                break;
            case HARD_SIGMOID:
                between(1, 1 / 6f, x, xAt, dy, dyAt, n);
                break;
            case HARD_SWISH:
                hardSwish(x, xAt, dy, dyAt, n);
                break;
            case RELU:
                relu(x, xAt, dy, dyAt, n);
                break;
            case LEAKY_RELU:
                leakyRelu(alpha, x, xAt, dy, dyAt, n);
                break;
            case ELU:
                elu(alpha, x, xAt, dy, dyAt, n);
                break;
            case SELU:
                selu(x, xAt, dy, dyAt, n);
                break;
            case SIGMOID:
                sigmoid(x, xAt, dy, dyAt, n);
                break;
            case TANH:
                tanh(x, xAt, dy, dyAt, n);
                break;
            default:
                int done = 0;
                float[] block = VectorExponential.scratch();
                do {
                    int now = Math.min(n - done, VectorExponential.BLOCK / 2);
                    exponential(kind, x, xAt + done, dy, dyAt + done, now, block);
                    done += now;
                } while (done < n);
        }
    }

    /** GELU needs two runs of numbers: they share the block. */
    private static void exponential(ActivationKind kind, float[] x, int xAt, float[] dy, int dyAt, int n,
            float[] block) {
        switch (kind) {
            case GELU:
                VectorExponential.bell(x, xAt, block, 0, n);
                System.arraycopy(block, 0, block, VectorExponential.BLOCK / 2, n);
                VectorExponential.normalCdf(x, xAt, block, VectorExponential.BLOCK / 2, n);
                gelu(block, x, xAt, dy, dyAt, n);
                break;
            case SOFTPLUS:
                VectorExponential.expMinusAbs(x, xAt, block, 0, n);
                softplus(block, x, xAt, dy, dyAt, n);
                break;
            case SILU:
                VectorExponential.expMinusAbs(x, xAt, block, 0, n);
                silu(block, x, xAt, dy, dyAt, n);
                break;
            default:
                throw new IllegalArgumentException("no exponential in the derivative of " + kind);
        }
    }

    private static void relu(float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = FloatVector.broadcast(FLOATS, 0).blend(1, v.compare(VectorOperators.GT, 0));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void leakyRelu(float alpha, float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = FloatVector.broadcast(FLOATS, alpha).blend(1, v.compare(VectorOperators.GT, 0));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void elu(float alpha, float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = v.add(alpha).blend(1, v.compare(VectorOperators.GT, 0));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void selu(float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = v.add(SELU_ALPHA).blend(SELU_SCALE, v.compare(VectorOperators.GT, 0));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void sigmoid(float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = v.mul(FloatVector.broadcast(FLOATS, 1).sub(v));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void tanh(float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = v.neg().fma(v, FloatVector.broadcast(FLOATS, 1));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    /** {@code inside} where 0 &lt; x &lt; high, else 0. */
    private static void between(float high, float inside, float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector zero = FloatVector.broadcast(FLOATS, 0);
            FloatVector above = zero.blend(inside, v.compare(VectorOperators.GT, 0));
            FloatVector slope = zero.blend(above, v.compare(VectorOperators.LT, high));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void hardSwish(float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = v.fma(FloatVector.broadcast(FLOATS, 1 / 3f), FloatVector.broadcast(FLOATS, 0.5f))
                    .blend(0, v.compare(VectorOperators.LT, -3))
                    .blend(1, v.compare(VectorOperators.GT, 3));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void gelu(float[] block, float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector cdf = FloatVector.fromArray(FLOATS, block, VectorExponential.BLOCK / 2 + i);
            FloatVector slope = v.mul(e).fma(FloatVector.broadcast(FLOATS, NORMAL_DENSITY), cdf);
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void softplus(float[] block, float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector one = FloatVector.broadcast(FLOATS, 1);
            FloatVector slope = one.blend(e, v.compare(VectorOperators.LT, 0)).div(e.add(1));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void silu(float[] block, float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector one = FloatVector.broadcast(FLOATS, 1);
            FloatVector s = one.blend(e, v.compare(VectorOperators.LT, 0)).div(e.add(1));
            FloatVector slope = v.mul(s).fma(one.sub(s), s);
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }
}
