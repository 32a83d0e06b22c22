package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

/** Arrays of numbers for the tests of products. */
final class Numbers {
    private Numbers() {
    }

    static void assertNear(String what, double[] expected, float[] actual, double tolerance) {
        assertEquals(expected.length, actual.length, what);
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(expected[i] - actual[i]) <= tolerance * (1 + Math.abs(expected[i])))) {
                assertEquals(expected[i], actual[i], tolerance, what + ", element " + i);
            }
        }
    }

    /** Between -1 and 1. */
    static float[] values(Random random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }

    static double[] doubles(float[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i];
        }
        return out;
    }
}
