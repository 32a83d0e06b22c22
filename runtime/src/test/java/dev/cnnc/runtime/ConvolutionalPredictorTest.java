package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The promises of a predictor, kept with the runtime's real operations. */
class ConvolutionalPredictorTest {
    private static final int IMAGES = 40;
    private static final int PIXELS = ConvolutionalModel.SIDE * ConvolutionalModel.SIDE;
    private static final int CLASSES = ConvolutionalModel.CLASSES;

    private final ConvolutionalModel model = new ConvolutionalModel();
    private final Weights weights = model.newWeights(5);
    private final float[] pixels = new float[IMAGES * PIXELS];
    private final float[] alone = new float[IMAGES * CLASSES];

    ConvolutionalPredictorTest() {
        Random random = new Random(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(256);
        }
        try (Predictor predictor = model.newPredictor(weights, new PredictorOptions(1, 1, 1))) {
            float[] out = new float[CLASSES];
            for (int i = 0; i < IMAGES; i++) {
                predictor.predict(Arrays.copyOfRange(pixels, i * PIXELS, (i + 1) * PIXELS), out);
                System.arraycopy(out, 0, alone, i * CLASSES, CLASSES);
            }
        }
    }

    @Test
    void predictionsFollowTheFormulas() {
        for (int i = 0; i < IMAGES; i++) {
            double[] expected = ConvolutionalModel.expected(weights, pixels, i * PIXELS);
            for (int c = 0; c < CLASSES; c++) {
                assertEquals(expected[c], alone[i * CLASSES + c], 2e-6);
            }
        }
    }

    @Test
    void batchesThreadsAndCapacitiesDoNotChangeABit() {
        for (PredictorOptions options : List.of(new PredictorOptions(1, 1, 8), new PredictorOptions(2, 1, 7),
                new PredictorOptions(3, 1, 64), new PredictorOptions(2, 2, 4), new PredictorOptions(3, 3, 7),
                new PredictorOptions(3, 2, 7))) {
            try (Predictor predictor = model.newPredictor(weights, options)) {
                for (int count = 0; count <= IMAGES; count++) {
                    float[] out = new float[IMAGES * CLASSES];
                    predictor.predictBatch(pixels, count, out);
                    assertArrayEquals(Arrays.copyOf(alone, count * CLASSES), Arrays.copyOf(out, count * CLASSES),
                            options.toString());
                }
            }
        }
    }

    @Test
    void plainLoopsGiveTheSameBitsForAnyBatchAndKeepTheWeightsTheyWereGiven() {
        Kernels loops = KernelChoice.named("loops");
        Weights changing = weights.copy();
        float[] single = new float[IMAGES * CLASSES];
        float[] together = new float[IMAGES * CLASSES];
        try (Predictor one = model.newPredictor(changing, new PredictorOptions(1, 1, 1), loops);
                Predictor many = model.newPredictor(changing, new PredictorOptions(3, 2, 7), loops)) {
            Arrays.fill(changing.parameters(), 3);
            one.predictBatch(pixels, IMAGES, single);
            many.predictBatch(pixels, IMAGES, together);
        }
        assertArrayEquals(single, together);
        assertArrayEquals(alone, single, 1e-6f);
    }

    @Test
    void manyThreadsAtOnceGetTheAnswersOfOne() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(6);
        try (Predictor predictor = model.newPredictor(weights, new PredictorOptions(2, 3, 4))) {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int caller = 0; caller < 6; caller++) {
                int first = caller;
                calls.add(() -> wrongAnswers(predictor, first));
            }
            for (Future<Integer> wrong : callers.invokeAll(calls)) {
                assertEquals(0, wrong.get());
            }
        } finally {
            callers.shutdown();
        }
    }

    /** Some find a session for each thread, some do not, and some find the threads busy. */
    @Test
    void batchesAtOnceGetTheAnswersOfOne() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try (Predictor predictor = model.newPredictor(weights, new PredictorOptions(2, 3, 4))) {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                calls.add(() -> {
                    float[] out = new float[IMAGES * CLASSES];
                    int wrong = 0;
                    for (int i = 0; i < 100; i++) {
                        Arrays.fill(out, 0);
                        predictor.predictBatch(pixels, IMAGES, out);
                        wrong += Arrays.equals(out, alone) ? 0 : 1;
                    }
                    return wrong;
                });
            }
            for (Future<Integer> wrong : callers.invokeAll(calls)) {
                assertEquals(0, wrong.get());
            }
        } finally {
            callers.shutdown();
        }
    }

    private int wrongAnswers(Predictor predictor, int first) {
        float[] one = new float[PIXELS];
        float[] out = new float[CLASSES];
        int wrong = 0;
        for (int i = 0; i < 1_500; i++) {
            int image = (first * 7 + i) % IMAGES;
            System.arraycopy(pixels, image * PIXELS, one, 0, PIXELS);
            predictor.predict(one, out);
            wrong += Arrays.equals(out, 0, CLASSES, alone, image * CLASSES, (image + 1) * CLASSES) ? 0 : 1;
        }
        return wrong;
    }
}
