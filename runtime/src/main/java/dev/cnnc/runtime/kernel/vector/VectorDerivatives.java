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
                    int now = Math.min(n - done, BLOCK / 2);
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
                System.arraycopy(block, 0, block, BLOCK / 2, n);
                VectorExponential.normalCdf(x, xAt, block, BLOCK / 2, n);
                gelu(block, x, xAt, dy, dyAt, n);
                break;
            case GELU_TANH:
                VectorExponential.expMinusAbsGelu(x, xAt, block, 0, n);
                geluTanh(block, x, xAt, dy, dyAt, n);
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
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = zero.blend(one, v.compare(VectorOperators.GT, zero));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void leakyRelu(float alpha, float[] x, int xAt, float[] dy, int dyAt, int n) {
        FloatVector alphas = FloatVector.broadcast(FLOATS, alpha);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = alphas.blend(one, v.compare(VectorOperators.GT, zero));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void elu(float alpha, float[] x, int xAt, float[] dy, int dyAt, int n) {
        FloatVector alphas = FloatVector.broadcast(FLOATS, alpha);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = v.add(alphas).blend(one, v.compare(VectorOperators.GT, zero));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void selu(float[] x, int xAt, float[] dy, int dyAt, int n) {
        FloatVector scaledAlpha = FloatVector.broadcast(FLOATS, SELU_ALPHA);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector scale = FloatVector.broadcast(FLOATS, SELU_SCALE);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = v.add(scaledAlpha).blend(scale, v.compare(VectorOperators.GT, zero));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void sigmoid(float[] x, int xAt, float[] dy, int dyAt, int n) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = v.mul(one.sub(v));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void tanh(float[] x, int xAt, float[] dy, int dyAt, int n) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = v.neg().fma(v, one);
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    /** {@code inside} where 0 &lt; x &lt; high, else 0. */
    private static void between(float high, float inside, float[] x, int xAt, float[] dy, int dyAt, int n) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector highs = FloatVector.broadcast(FLOATS, high);
        FloatVector insides = FloatVector.broadcast(FLOATS, inside);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector above = zero.blend(insides, v.compare(VectorOperators.GT, zero));
            FloatVector slope = zero.blend(above, v.compare(VectorOperators.LT, highs));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void hardSwish(float[] x, int xAt, float[] dy, int dyAt, int n) {
        FloatVector third = FloatVector.broadcast(FLOATS, 1 / 3f);
        FloatVector half = FloatVector.broadcast(FLOATS, 0.5f);
        FloatVector minusThree = FloatVector.broadcast(FLOATS, -3);
        FloatVector three = FloatVector.broadcast(FLOATS, 3);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = v.fma(third, half)
                    .blend(zero, v.compare(VectorOperators.LT, minusThree))
                    .blend(one, v.compare(VectorOperators.GT, three));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void gelu(float[] block, float[] x, int xAt, float[] dy, int dyAt, int n) {
        FloatVector density = FloatVector.broadcast(FLOATS, NORMAL_DENSITY);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector cdf = FloatVector.fromArray(FLOATS, block, BLOCK / 2 + i);
            FloatVector slope = v.mul(e).fma(density, cdf);
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void geluTanh(float[] block, float[] x, int xAt, float[] dy, int dyAt, int n) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector most = FloatVector.broadcast(FLOATS, GELU_SQUARE_MAX);
        FloatVector cubic = FloatVector.broadcast(FLOATS, 3 * GELU_CUBIC);
        FloatVector linear = FloatVector.broadcast(FLOATS, GELU_LINEAR);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector s = one.blend(e, v.compare(VectorOperators.LT, zero)).div(e.add(one));
            FloatVector inner = v.mul(v).min(most).fma(cubic, linear);
            FloatVector slope = v.mul(s).mul(one.sub(s)).fma(inner, s);
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void softplus(float[] block, float[] x, int xAt, float[] dy, int dyAt, int n) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector slope = one.blend(e, v.compare(VectorOperators.LT, zero)).div(e.add(one));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }

    private static void silu(float[] block, float[] x, int xAt, float[] dy, int dyAt, int n) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        int i = 0;
        do {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector s = one.blend(e, v.compare(VectorOperators.LT, zero)).div(e.add(one));
            FloatVector slope = v.mul(s).fma(one.sub(s), s);
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i < n);
    }
}
