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
        assertAccurate(ScalarFunctions::tanh, Math::tanh, -20, 20);
        assertAccurate(ScalarFunctions::tanh, Math::tanh, -1e-3f, 1e-3f);
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
        double[] y = {-7.6198530241605260660e-23, -1.4332578590014593e-6, -4.0496940948842745e-3, -4.5500263896358414e-2,
            -1.5865525393145705e-1, -1.5426876936299345e-1, -4.6017217016051316e-2, 0, 5.3982784288484694e-2,
            3.4573123063700655e-1, 8.4134474606854295e-1, 1.9544997361036416, 2.9959503059051157, 4.9999985667421410};
        for (int i = 0; i < x.length; i++) {
            float actual = ScalarFunctions.activate(ActivationKind.GELU, 0, x[i]);
            assertEquals(y[i], actual, Math.abs(y[i]) * 3e-6, "at " + x[i]);
            assertEquals(y[i], actual, 3e-7 * Math.max(1, Math.abs(x[i])), "at " + x[i]);
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
