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
    /** GELU needs two runs of numbers: they share the block. */
    private static final int HALF = BLOCK / 2;

    private static final VectorLoop.Chains CHAINS = new VectorLoop.Chains(HALF)
            .with(ActivationKind.NONE, (alpha, x, xAt, block, dy, dyAt, n) -> { })
            .with(ActivationKind.RELU, VectorDerivatives::relu)
            .with(ActivationKind.RELU6, (alpha, x, xAt, block, dy, dyAt, n) -> between(6, 1, x, xAt, dy, dyAt, n))
            .with(ActivationKind.HARD_SIGMOID,
                    (alpha, x, xAt, block, dy, dyAt, n) -> between(1, 1 / 6f, x, xAt, dy, dyAt, n))
            .with(ActivationKind.LEAKY_RELU, VectorDerivatives::leakyRelu)
            .with(ActivationKind.HARD_SWISH, VectorDerivatives::hardSwish)
            .with(ActivationKind.ELU, VectorDerivatives::elu)
            .with(ActivationKind.SELU, VectorDerivatives::selu)
            .with(ActivationKind.SIGMOID, VectorDerivatives::sigmoid)
            .with(ActivationKind.TANH, VectorDerivatives::tanh)
            .with(ActivationKind.GELU, VectorExponential::minusHalfSquare, VectorExponential::exp,
                    VectorDerivatives::normalCdf, VectorDerivatives::gelu)
            .with(ActivationKind.GELU_TANH, VectorExponential::minusAbsGelu, VectorExponential::exp,
                    VectorDerivatives::geluTanh)
            .with(ActivationKind.SOFTPLUS, VectorExponential::minusAbs, VectorExponential::exp,
                    VectorDerivatives::softplus)
            .with(ActivationKind.SILU, VectorExponential::minusAbs, VectorExponential::exp, VectorDerivatives::silu);

    private VectorDerivatives() {
    }

    /** For n elements, a positive multiple of the lanes. */
    static void apply(ActivationKind kind, float alpha, float[] x, int xAt, float[] dy, int dyAt, int n) {
        CHAINS.run(kind, alpha, x, xAt, dy, dyAt, n);
    }

    private static void relu(float alpha, float[] x, int xAt, float[] block, float[] dy, int dyAt, int n) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = zero.blend(one, v.compare(VectorOperators.GT, zero));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
        }
    }

    private static void leakyRelu(float alpha, float[] x, int xAt, float[] block, float[] dy, int dyAt, int n) {
        FloatVector alphas = FloatVector.broadcast(FLOATS, alpha);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = alphas.blend(one, v.compare(VectorOperators.GT, zero));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
        }
    }

    private static void elu(float alpha, float[] x, int xAt, float[] block, float[] dy, int dyAt, int n) {
        FloatVector alphas = FloatVector.broadcast(FLOATS, alpha);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = v.add(alphas).blend(one, v.compare(VectorOperators.GT, zero));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
        }
    }

    private static void selu(float alpha, float[] x, int xAt, float[] block, float[] dy, int dyAt, int n) {
        FloatVector scaledAlpha = FloatVector.broadcast(FLOATS, SELU_ALPHA);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector scale = FloatVector.broadcast(FLOATS, SELU_SCALE);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = v.add(scaledAlpha).blend(scale, v.compare(VectorOperators.GT, zero));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
        }
    }

    private static void sigmoid(float alpha, float[] x, int xAt, float[] block, float[] dy, int dyAt, int n) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = v.mul(one.sub(v));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
        }
    }

    private static void tanh(float alpha, float[] x, int xAt, float[] block, float[] dy, int dyAt, int n) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = v.neg().fma(v, one);
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
        }
    }

    /** {@code inside} where 0 &lt; x &lt; high, else 0. */
    private static void between(float high, float inside, float[] x, int xAt, float[] dy, int dyAt, int n) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector highs = FloatVector.broadcast(FLOATS, high);
        FloatVector insides = FloatVector.broadcast(FLOATS, inside);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector above = zero.blend(insides, v.compare(VectorOperators.GT, zero));
            FloatVector slope = zero.blend(above, v.compare(VectorOperators.LT, highs));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
        }
    }

    private static void hardSwish(float alpha, float[] x, int xAt, float[] block, float[] dy, int dyAt, int n) {
        FloatVector third = FloatVector.broadcast(FLOATS, 1 / 3f);
        FloatVector half = FloatVector.broadcast(FLOATS, 0.5f);
        FloatVector minusThree = FloatVector.broadcast(FLOATS, -3);
        FloatVector three = FloatVector.broadcast(FLOATS, 3);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector slope = v.fma(third, half)
                    .blend(zero, v.compare(VectorOperators.LT, minusThree))
                    .blend(one, v.compare(VectorOperators.GT, three));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
        }
    }

    /** Keeps the bell, which the derivative needs too, and puts Phi(x) behind it. */
    private static void normalCdf(float alpha, float[] x, int xAt, float[] block, float[] dy, int dyAt, int n) {
        System.arraycopy(block, 0, block, HALF, n);
        VectorExponential.normalCdf(x, xAt, block, HALF, n);
    }

    private static void gelu(float alpha, float[] x, int xAt, float[] block, float[] dy, int dyAt, int n) {
        FloatVector density = FloatVector.broadcast(FLOATS, NORMAL_DENSITY);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector cdf = FloatVector.fromArray(FLOATS, block, HALF + i);
            FloatVector slope = v.mul(e).fma(density, cdf);
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
        }
    }

    private static void geluTanh(float alpha, float[] x, int xAt, float[] block, float[] dy, int dyAt, int n) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector most = FloatVector.broadcast(FLOATS, GELU_SQUARE_MAX);
        FloatVector cubic = FloatVector.broadcast(FLOATS, 3 * GELU_CUBIC);
        FloatVector linear = FloatVector.broadcast(FLOATS, GELU_LINEAR);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector s = one.blend(e, v.compare(VectorOperators.LT, zero)).div(e.add(one));
            FloatVector inner = v.mul(v).min(most).fma(cubic, linear);
            FloatVector slope = v.mul(s).mul(one.sub(s)).fma(inner, s);
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
        }
    }

    private static void softplus(float alpha, float[] x, int xAt, float[] block, float[] dy, int dyAt, int n) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector slope = one.blend(e, v.compare(VectorOperators.LT, zero)).div(e.add(one));
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
        }
    }

    private static void silu(float alpha, float[] x, int xAt, float[] block, float[] dy, int dyAt, int n) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = FloatVector.fromArray(FLOATS, block, i);
            FloatVector s = one.blend(e, v.compare(VectorOperators.LT, zero)).div(e.add(one));
            FloatVector slope = v.mul(s).fma(one.sub(s), s);
            slope.mul(FloatVector.fromArray(FLOATS, dy, dyAt + i)).intoArray(dy, dyAt + i);
        }
    }
}
