package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DropoutTest {
    private static final int SIZE = 1000;
    private static final int COUNT = 50;

    /** Dropout of ones in training. */
    private static float[] ofOnes(long seed, long step, int stream, float rate) {
        try (TestBench bench = new TestBench("loops", 1, COUNT, 0, SIZE, SIZE)) {
            float[] ones = new float[SIZE * COUNT];
            Arrays.fill(ones, 1);
            bench.put(0, ones);
            bench.workspace.seed(seed);
            bench.workspace.step(step);
            new Dropout(bench.workspace, SIZE, rate, stream).forward(bench.offset(0), bench.offset(1));
            return bench.get(1);
        }
    }

    private static double keptTogether(float[] a, float[] b) {
        int both = 0;
        for (int i = 0; i < a.length; i++) {
            both += a[i] != 0 && b[i] != 0 ? 1 : 0;
        }
        return both / (double) a.length;
    }

    @Test
    void theRateIsKeptAndTheRestIsScaledSoThatTheMeanStays() {
        for (float rate : new float[] {0, 0.1f, 0.5f, 0.9f}) {
            float[] y = ofOnes(1, 0, 0, rate);
            double mean = 0;
            int dropped = 0;
            for (float value : y) {
                assertEquals(value == 0 ? 0 : 1 / (1 - rate), value, 1e-6);
                mean += value / y.length;
                dropped += value == 0 ? 1 : 0;
            }
            // Four standard deviations of a binomial distribution.
            double deviation = 4 * Math.sqrt(rate * (1 - rate) / y.length);
            assertEquals(rate, dropped / (double) y.length, deviation);
            assertEquals(1, mean, deviation / (1 - rate) + 1e-6);
        }
    }

    @Test
    void seedStepStreamAndImageGiveIndependentMasks() {
        float[] base = ofOnes(1, 0, 0, 0.5f);
        assertArrayEquals(base, ofOnes(1, 0, 0, 0.5f));
        double deviation = 4 * Math.sqrt(0.25 * 0.75 / base.length);
        assertEquals(0.25, keptTogether(base, ofOnes(2, 0, 0, 0.5f)), deviation);
        assertEquals(0.25, keptTogether(base, ofOnes(1, 1, 0, 0.5f)), deviation);
        assertEquals(0.25, keptTogether(base, ofOnes(1, 0, 1, 0.5f)), deviation);
        float[] nextImage = new float[base.length];
        System.arraycopy(base, SIZE, nextImage, 0, base.length - SIZE);
        System.arraycopy(base, 0, nextImage, base.length - SIZE, SIZE);
        assertFalse(Arrays.equals(base, nextImage));
        assertEquals(0.25, keptTogether(base, nextImage), deviation);
    }

    @Test
    void spatialDropoutDropsWholeChannelsOfAnImage() {
        Layout image = new Layout(3, 4, 200);
        float[] y = training(image, workspace -> new SpatialDropout(workspace, image, 0.3f, 2));
        int dropped = 0;
        for (int n = 0; n < COUNT; n++) {
            for (int c = 0; c < image.channels(); c++) {
                float first = y[n * image.imageStride() + c];
                assertEquals(first == 0 ? 0 : 1 / 0.7f, first, 1e-6);
                dropped += first == 0 ? 1 : 0;
                for (int pixel = 1; pixel < image.pixels(); pixel++) {
                    assertEquals(first, y[n * image.imageStride() + pixel * image.channels() + c]);
                }
            }
        }
        double channels = COUNT * image.channels();
        assertEquals(0.3, dropped / channels, 4 * Math.sqrt(0.3 * 0.7 / channels));
    }

    @Test
    void stochasticDepthDropsWholeImages() {
        Layout image = Layout.vector(3);
        int dropped = 0;
        int streams = 40;
        for (int stream = 0; stream < streams; stream++) {
            int mine = stream;
            float[] y = training(image, workspace -> new StochasticDepth(workspace, 3, 0.25f, mine));
            for (int n = 0; n < COUNT; n++) {
                assertEquals(y[3 * n] == 0 ? 0 : 1 / 0.75f, y[3 * n], 1e-6);
                assertEquals(y[3 * n], y[3 * n + 1]);
                assertEquals(y[3 * n], y[3 * n + 2]);
                dropped += y[3 * n] == 0 ? 1 : 0;
            }
        }
        double images = COUNT * streams;
        assertEquals(0.25, dropped / images, 4 * Math.sqrt(0.25 * 0.75 / images));
    }

    /** What an operation makes of ones in training. */
    private static float[] training(Layout image, Function<Workspace, UnaryOperation> make) {
        int size = image.imageStride();
        try (TestBench bench = new TestBench("loops", 1, COUNT, 0, size, size)) {
            float[] ones = new float[size * COUNT];
            Arrays.fill(ones, 1);
            bench.put(0, ones);
            bench.workspace.seed(1);
            make.apply(bench.workspace).forward(bench.offset(0), bench.offset(1));
            return bench.get(1);
        }
    }

    @Test
    void inferenceChangesNothing() {
        try (TestBench bench = new TestBench("loops", 1, 3, 0, 10, 10)) {
            float[] x = TestBench.distinct(30, 1);
            bench.put(0, x);
            for (UnaryOperation dropout : List.of(new Dropout(bench.workspace, 10, 0.5f, 0),
                    new SpatialDropout(bench.workspace, Layout.vector(10), 0.5f, 0),
                    new StochasticDepth(bench.workspace, 10, 0.5f, 0))) {
                bench.put(1, new float[30]);
                dropout.infer(bench.offset(0), bench.offset(1));
                assertArrayEquals(x, bench.get(1));
            }
        }
    }

    @Test
    void aRateOfOneIsRefused() {
        try (TestBench bench = new TestBench("loops", 1, 1, 0, 10)) {
            assertThrows(IllegalArgumentException.class, () -> new Dropout(bench.workspace, 10, 1, 0));
            assertThrows(IllegalArgumentException.class, () -> new Dropout(bench.workspace, 10, Float.NaN, 0));
        }
    }
}
