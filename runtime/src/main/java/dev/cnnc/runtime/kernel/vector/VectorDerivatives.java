package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.Coefficients.*;
import static dev.cnnc.runtime.kernel.vector.VectorFunctions.*;

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

    static int apply(ActivationKind kind, float alpha, float[] x, int xAt, float[] dy, int dyAt, int n) {
        switch (kind) {
            case RELU:
                return relu(x, xAt, dy, dyAt, n);
            case RELU6:
                return relu6(x, xAt, dy, dyAt, n);
            case LEAKY_RELU:
                return leakyRelu(alpha, x, xAt, dy, dyAt, n);
            case ELU:
                return elu(alpha, x, xAt, dy, dyAt, n);
            case SELU:
                return selu(x, xAt, dy, dyAt, n);
            case GELU:
                return gelu(x, xAt, dy, dyAt, n);
            case SIGMOID:
                return sigmoidAll(x, xAt, dy, dyAt, n);
            case TANH:
                return tanhAll(x, xAt, dy, dyAt, n);
            case SOFTPLUS:
                return softplusAll(x, xAt, dy, dyAt, n);
            case SILU:
                return silu(x, xAt, dy, dyAt, n);
            case HARD_SIGMOID:
                return hardSigmoidAll(x, xAt, dy, dyAt, n);
            case HARD_SWISH:
                return hardSwish(x, xAt, dy, dyAt, n);
            default:
                return 0;
        }
    }

    private static int relu(float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            broadcast(0).blend(1, v.compare(VectorOperators.GT, 0)).mul(load(dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int relu6(float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            between(v, 0, 6, 1).mul(load(dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int leakyRelu(float alpha, float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            broadcast(alpha).blend(1, v.compare(VectorOperators.GT, 0)).mul(load(dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int elu(float alpha, float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            v.add(alpha).blend(1, v.compare(VectorOperators.GT, 0)).mul(load(dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int selu(float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            v.add(SELU_ALPHA).blend(SELU_SCALE, v.compare(VectorOperators.GT, 0)).mul(load(dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int gelu(float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            FloatVector bell = bell(v);
            FloatVector slope = v.mul(bell).fma(broadcast(NORMAL_DENSITY), normalCdf(v, bell));
            slope.mul(load(dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int sigmoidAll(float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            v.mul(broadcast(1).sub(v)).mul(load(dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int tanhAll(float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            v.neg().fma(v, broadcast(1)).mul(load(dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int softplusAll(float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            sigmoid(v).mul(load(dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int silu(float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            FloatVector s = sigmoid(v);
            FloatVector slope = v.mul(s).fma(broadcast(1).sub(s), s);
            slope.mul(load(dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int hardSigmoidAll(float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            between(v, 0, 1, 1 / 6f).mul(load(dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int hardSwish(float[] x, int xAt, float[] dy, int dyAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            FloatVector slope = v.fma(broadcast(1 / 3f), broadcast(0.5f))
                    .blend(0, v.compare(VectorOperators.LT, -3))
                    .blend(1, v.compare(VectorOperators.GT, 3));
            slope.mul(load(dy, dyAt + i)).intoArray(dy, dyAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }
}
