package dev.cnnc.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Three steps on four weights; the expected values are PyTorch 1.13's in float64. */
class OptimiserTest {
    private static final float[] START = {1, -2, 0.5f, 0.1f};
    private static final float[][] GRADIENTS = {{0.5f, -1, 0.25f, 0}, {0.1f, 0.3f, -0.5f, 2}, {-0.4f, 0.2f, 0, 1e-4f}};
    private static final double[] RATES = {0.1, 0.1, 0.05};
    private static final float TOLERANCE = 1e-6f;

    @Test
    void plainSgdFollowsPyTorch() {
        assertSteps(new Sgd(4, 0, false, 0.01), new float[][] {
                {0.949f, -1.898f, 0.4745f, 0.0999f},
                {0.938051f, -1.926102f, 0.5240255f, -0.1001999f},
                {0.957581974f, -1.93513895f, 0.523763487f, -0.1001548f}});
    }

    @Test
    void momentumKeepsTheRateOutsideTheVelocity() {
        assertSteps(new Sgd(4, 0.9, false, 0.01), new float[][] {
                {0.949f, -1.898f, 0.4745f, 0.0999f},
                {0.892151f, -1.834302f, 0.5010755f, -0.1002899f},
                {0.886122874f, -1.81472075f, 0.512783937f, -0.19033021f}});
    }

    @Test
    void nesterovLooksAhead() {
        assertSteps(new Sgd(4, 0.9, true, 0.01), new float[][] {
                {0.9031f, -1.8062f, 0.45155f, 0.09981f},
                {0.84107411f, -1.77714822f, 0.525037055f, -0.280460639f},
                {0.855269834f, -1.76869942f, 0.535310642f, -0.361280574f}});
    }

    @Test
    void adamFollowsPyTorchWithWeightDecay() {
        assertSteps(new Adam(4, 0.9, 0.999, 1e-8, 0.01), new float[][] {
                {0.900000002f, -1.9f, 0.400000004f, 9.9999e-07f},
                {0.818915174f, -1.85517616f, 0.435562037f, -0.0744461587f},
                {0.813065489f, -1.84350556f, 0.4490568f, -0.103209794f}});
    }

    @Test
    void adamAddsEpsilonAfterTheBiasCorrection() {
        assertSteps(new Adam(4, 0.8, 0.95, 1e-3, 0), new float[][] {
                {0.900199601f, -1.9000999f, 0.400398406f, 0.1f},
                {0.822447903f, -1.86211562f, 0.44213668f, 0.0224750175f},
                {0.822447903f, -1.85530003f, 0.457410545f, -0.00590889233f}});
    }

    @Test
    void parametersWithoutDecayDoNotShrink() {
        float[] weights = {1, 1};
        Sgd sgd = new Sgd(2, 0, false, 0.5);
        sgd.begin(0.1);
        sgd.update(weights, new float[2], 0, 1, true);
        sgd.update(weights, new float[2], 1, 2, false);
        assertEquals(0.95f, weights[0], TOLERANCE);
        assertEquals(1, weights[1]);
    }

    @Test
    void settingsOutsideTheirRangesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Sgd(1, 1, false, 0));
        assertThrows(IllegalArgumentException.class, () -> new Sgd(1, 0, true, 0));
        assertThrows(IllegalArgumentException.class, () -> new Sgd(1, 0.9, false, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Adam(1, 1, 0.999, 1e-8, 0));
        assertThrows(IllegalArgumentException.class, () -> new Adam(1, 0.9, -0.1, 1e-8, 0));
        assertThrows(IllegalArgumentException.class, () -> new Adam(1, 0.9, 0.999, 0, 0));
    }

    private static void assertSteps(Optimiser optimiser, float[][] expected) {
        float[] weights = START.clone();
        for (int step = 0; step < expected.length; step++) {
            optimiser.begin(RATES[step]);
            optimiser.update(weights, GRADIENTS[step], 0, 3, true);
            optimiser.update(weights, GRADIENTS[step], 3, 4, true);
            assertArrayEquals(expected[step], weights, TOLERANCE, "after step " + (step + 1));
        }
    }
}
