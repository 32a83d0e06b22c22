package dev.cnnc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The errors that {@code docs/kernels.md} states, in units of the last place, over floats of all magnitudes. The vector
 * forms have the same bits, see {@link SameBitsTest}.
 */
class ElementaryErrorsTest {
    /** A prime, so that the floats that are tried end in different digits. */
    private static final int STEP = 9_973;

    private interface FloatFunction {
        float apply(float x);
    }

    static Stream<Arguments> functions() {
        return Stream.of(
                function("exp", ScalarFunctions::exp, Math::exp, -86.9f, 88.7f, 1.1),
                function("expm1", ScalarFunctions::expm1, Math::expm1, -200, 0, 1),
                function("tanh", ScalarFunctions::tanh, Math::tanh, -200, 200, 5),
                function("sigmoid", ScalarFunctions::sigmoid, ElementaryErrorsTest::sigmoid, -86.9f, 200, 2.5),
                function("softplus", ScalarFunctions::softplus,
                        x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), -86, 200, 3),
                function("silu", x -> ScalarFunctions.activate(ActivationKind.SILU, 0, x), x -> x * sigmoid(x), -86,
                        200, 3.5));
    }

    private static Arguments function(String name, FloatFunction actual, DoubleUnaryOperator expected, float from,
            float to, double most) {
        return Arguments.of(name, actual, expected, from, to, most);
    }

    private static double sigmoid(double x) {
        return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void errorsAreAsDocumented(
            String name, FloatFunction actual, DoubleUnaryOperator expected, float from, float to, double most) {
        int tried = 0;
        for (long bits = 0; bits < 1L << Integer.SIZE; bits += STEP) {
            float x = Float.intBitsToFloat((int) bits);
            double right = expected.applyAsDouble(x);
            // Numbers below the normal ones become zero.
            if (x >= from && x <= to && Math.abs(right) >= Float.MIN_NORMAL) {
                assertEquals(right, actual.apply(x), most * Math.ulp((float) right), name + " of " + x);
                tried++;
            }
        }
        assertTrue(tried > 100_000, tried + " tried");
    }
}
