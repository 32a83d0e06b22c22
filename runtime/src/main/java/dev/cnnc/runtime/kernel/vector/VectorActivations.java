package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.Coefficients.*;
import static dev.cnnc.runtime.kernel.vector.VectorFunctions.*;

import dev.cnnc.runtime.kernel.ActivationKind;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The activations, one loop each: a choice inside a loop would keep C2 from holding the vectors in registers. Each loop
 * does as many whole vectors as there are, at least one, and returns how many elements that was.
 */
final class VectorActivations {
    private VectorActivations() {
    }

    static int apply(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        switch (kind) {
            case RELU:
                return relu(x, xAt, y, yAt, n);
            case RELU6:
                return relu6(x, xAt, y, yAt, n);
            case LEAKY_RELU:
                return leakyRelu(alpha, x, xAt, y, yAt, n);
            case ELU:
                return elu(alpha, x, xAt, y, yAt, n);
            case SELU:
                return selu(x, xAt, y, yAt, n);
            case GELU:
                return gelu(x, xAt, y, yAt, n);
            case SIGMOID:
                return sigmoidAll(x, xAt, y, yAt, n);
            case TANH:
                return tanhAll(x, xAt, y, yAt, n);
            case SOFTPLUS:
                return softplusAll(x, xAt, y, yAt, n);
            case SILU:
                return silu(x, xAt, y, yAt, n);
            case HARD_SIGMOID:
                return hardSigmoidAll(x, xAt, y, yAt, n);
            case HARD_SWISH:
                return hardSwish(x, xAt, y, yAt, n);
            default:
                return 0;
        }
    }

    private static int relu(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            v.max(0).intoArray(y, yAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int relu6(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            v.max(0).min(6).intoArray(y, yAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int leakyRelu(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            v.blend(v.mul(alpha), v.compare(VectorOperators.LT, 0)).intoArray(y, yAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int elu(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            v.blend(expm1(v).mul(alpha), v.compare(VectorOperators.LT, 0)).intoArray(y, yAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int selu(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            v.mul(SELU_SCALE).blend(expm1(v).mul(SELU_ALPHA), v.compare(VectorOperators.LT, 0)).intoArray(y, yAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int gelu(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            v.mul(normalCdf(v, bell(v))).intoArray(y, yAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int sigmoidAll(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            sigmoid(v).intoArray(y, yAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int tanhAll(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            tanh(v).intoArray(y, yAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int softplusAll(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            softplus(v).intoArray(y, yAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int silu(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            v.mul(sigmoid(v)).intoArray(y, yAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int hardSigmoidAll(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            hardSigmoid(v).intoArray(y, yAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }

    private static int hardSwish(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        do {
            FloatVector v = load(x, xAt + i);
            v.mul(hardSigmoid(v)).intoArray(y, yAt + i);
            i += LANES;
        } while (i <= n - LANES);
        return i;
    }
}
