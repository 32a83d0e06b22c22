package dev.cnnc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScalarFunctionsTest {
    private static final double RELATIVE = 2e-7;

    private interface FloatFunction {
        float apply(float x);
    }

    private static void assertAccurate(FloatFunction actual, DoubleUnaryOperator expected, float from, float to) {
        assertAccurate(RELATIVE, actual, expected, from, to);
    }

    private static void assertAccurate(double relative, FloatFunction actual, DoubleUnaryOperator expected, float from,
            float to) {
        int steps = 100_000;
        for (int i = 0; i <= steps; i++) {
            float x = from + (to - from) * i / steps;
            double right = expected.applyAsDouble(x);
            assertEquals(right, actual.apply(x), relative * Math.abs(right), "at " + x);
        }
    }

    @Test
    void theExponentialIsAccurateOverItsWholeRange() {
        assertAccurate(ScalarFunctions::exp, Math::exp, -86.9f, 88.7f);
        assertAccurate(ScalarFunctions::exp, Math::exp, -1e-3f, 1e-3f);
    }

    @Test
    void theExponentialMinusOneKeepsSmallArguments() {
        assertAccurate(ScalarFunctions::expm1, Math::expm1, -100, 0);
        assertAccurate(ScalarFunctions::expm1, Math::expm1, -1e-3f, 0);
    }

    @Test
    void theHyperbolicTangentIsAccurate() {
        assertAccurate(3.5e-7, ScalarFunctions::tanh, Math::tanh, -20, 20);
        assertAccurate(3.5e-7, ScalarFunctions::tanh, Math::tanh, -1e-3f, 1e-3f);
    }

    @Test
    void theHyperbolicTangentNeverExceedsOne() {
        for (float x = 7; x < 12; x += 1e-4f) {
            assertTrue(ScalarFunctions.tanh(x) <= 1 && ScalarFunctions.tanh(-x) >= -1, "at " + x);
        }
    }

    @Test
    void theSigmoidIsAccurateInBothTails() {
        assertAccurate(ScalarFunctions::sigmoid, x -> 1 / (1 + Math.exp(-x)), -86.9f, 40);
    }

    @Test
    void softplusIsAccurateInBothTails() {
        assertAccurate(3e-7, ScalarFunctions::softplus,
                x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), -86, 100);
    }

    @Test
    void geluIsAccurate() {
        // Against values of x Phi(x) that mpmath computed with 30 digits.
        float[] x = {-10, -5, -3, -2, -1, -0.5f, -0.1f, 0, 0.1f, 0.5f, 1, 2, 3, 5};
        double[] y = {-7.61985302416052607e-23, -1.43325785939596956e-6, -4.04969409489028358e-3,
            -4.55002638963584144e-2, -1.58655253931457051e-1, -1.54268769362993448e-1, -4.60172168988565194e-2, 0,
            5.39827845912596e-2, 3.45731230637006552e-1, 8.41344746068542949e-1, 1.95449973610364159,
            2.99595030590510972, 4.9999985667421406};
        for (int i = 0; i < x.length; i++) {
            float actual = ScalarFunctions.activate(ActivationKind.GELU, 0, x[i]);
            assertEquals(y[i], actual, Math.abs(y[i]) * 3e-6, "at " + x[i]);
            assertEquals(y[i], actual, 3e-7 * Math.max(1, Math.abs(x[i])), "at " + x[i]);
        }
    }

    @Test
    void powersAreAccurate() {
        for (float exponent : new float[] {-0.75f, -1.75f, 0.5f, 1, 2}) {
            for (float x = 1e-12f; x < 1e12f; x *= 1.001f) {
                double right = Math.pow(x, exponent);
                double error = 2e-7 * (1 + Math.abs(exponent * Math.log(x)));
                assertEquals(right, ScalarFunctions.power(x, exponent), error * right, x + "^" + exponent);
            }
        }
        assertEquals(1, ScalarFunctions.power(1, -0.75f));
        assertTrue(Float.isNaN(ScalarFunctions.power(Float.NaN, -0.75f)));
    }

    @Test
    void theTanhFormOfGeluIsAccurateAndItsDerivativeEndsAtNoughtAndOne() {
        DoubleUnaryOperator right =
                x -> x * (1 / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))));
        for (float x = -6; x < 6; x += 0.01f) {
            float actual = ScalarFunctions.activate(ActivationKind.GELU_TANH, 0, x);
            assertEquals(right.applyAsDouble(x), actual, 3e-7 * Math.max(1, Math.abs(x)), "at " + x);
        }
        for (float x : new float[] {11, 200, 1e20f, 1e30f}) {
            assertEquals(1, ScalarFunctions.derivative(ActivationKind.GELU_TANH, 0, x));
            assertEquals(0, ScalarFunctions.derivative(ActivationKind.GELU_TANH, 0, -x));
        }
    }

    @Test
    void largeArgumentsNeitherOverflowNorTurnIntoNaN() {
        assertEquals(Float.POSITIVE_INFINITY, ScalarFunctions.exp(1000));
        assertEquals(Float.POSITIVE_INFINITY, ScalarFunctions.exp(Float.POSITIVE_INFINITY));
        assertEquals(0, ScalarFunctions.exp(Float.NEGATIVE_INFINITY));
        assertEquals(0, ScalarFunctions.exp(-88));
        assertEquals(1, ScalarFunctions.sigmoid(Float.POSITIVE_INFINITY));
        assertEquals(0, ScalarFunctions.sigmoid(Float.NEGATIVE_INFINITY));
        assertEquals(1, ScalarFunctions.tanh(Float.POSITIVE_INFINITY));
        assertEquals(-1, ScalarFunctions.tanh(Float.NEGATIVE_INFINITY));
        assertEquals(Float.POSITIVE_INFINITY, ScalarFunctions.softplus(Float.POSITIVE_INFINITY));
        assertEquals(0, ScalarFunctions.softplus(Float.NEGATIVE_INFINITY));
        assertEquals(1e30f, ScalarFunctions.softplus(1e30f));
        assertEquals(1e30f, ScalarFunctions.activate(ActivationKind.GELU, 0, 1e30f));
        assertEquals(-1, ScalarFunctions.activate(ActivationKind.ELU, 1, Float.NEGATIVE_INFINITY));
    }

    @ParameterizedTest
    @EnumSource
    void notANumberStaysNotANumber(ActivationKind kind) {
        assertTrue(Float.isNaN(ScalarFunctions.activate(kind, 0.1f, Float.NaN)));
    }
}
