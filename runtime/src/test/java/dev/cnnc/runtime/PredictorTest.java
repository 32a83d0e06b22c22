package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.cnnc.runtime.op.Workspace;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PredictorTest {
    private final LinearModel model = new LinearModel();
    private final Weights weights = model.newWeights(5);

    private static BufferedImage grey(int value) {
        BufferedImage image = new BufferedImage(9, 7, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 63; i++) {
            image.getRaster().setSample(i % 9, i / 9, 0, value);
        }
        return image;
    }

    @Test
    void anImageGivesTheScoresOfTheFormula() {
        float[] pixels = LinearModel.images(1, 1);
        float[] out = new float[3];
        try (Predictor predictor = model.newPredictor(weights)) {
            assertEquals(16, predictor.inputLength());
            assertEquals(3, predictor.outputLength());
            predictor.predict(pixels, out);
        }
        List<Float> expected = LinearModel.expected(weights, pixels, 0);
        for (int c = 0; c < 3; c++) {
            assertEquals(expected.get(c), out[c], 1e-6f);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 4", "2, 2, 4", "3, 3, 1"})
    void aBatchOfAnySizeGivesWhatItsImagesGiveAlone(int threads, int sessions, int capacity) {
        int images = 21;
        float[] pixels = LinearModel.images(images, 2);
        PredictorOptions options = new PredictorOptions(threads, sessions, capacity);
        try (Predictor predictor = model.newPredictor(weights, options)) {
            float[] alone = new float[images * 3];
            for (int i = 0; i < images; i++) {
                float[] out = new float[3];
                predictor.predict(Arrays.copyOfRange(pixels, i * 16, (i + 1) * 16), out);
                System.arraycopy(out, 0, alone, i * 3, 3);
            }
            for (int count = 0; count <= images; count++) {
                float[] out = new float[images * 3 + 1];
                predictor.predictBatch(pixels, count, out);
                assertArrayEquals(Arrays.copyOf(alone, count * 3), Arrays.copyOf(out, count * 3));
                assertArrayEquals(new float[out.length - count * 3], Arrays.copyOfRange(out, count * 3, out.length));
            }
        }
    }

    @Test
    void manyThreadsAtOnceGetTheAnswersOfOne() throws Exception {
        int images = 64;
        float[] pixels = LinearModel.images(images, 3);
        float[] expected = new float[images * 3];
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try (Predictor predictor = model.newPredictor(weights, new PredictorOptions(2, 3, 2))) {
            predictor.predictBatch(pixels, images, expected);
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                int first = caller;
                calls.add(() -> {
                    float[] one = new float[16];
                    float[] out = new float[3];
                    int wrong = 0;
                    for (int i = 0; i < 4_000; i++) {
                        int image = (first * 7 + i) % images;
                        System.arraycopy(pixels, image * 16, one, 0, 16);
                        predictor.predict(one, out);
                        wrong += Arrays.equals(out, 0, 3, expected, image * 3, image * 3 + 3) ? 0 : 1;
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

    @Test
    void predictionsAllocateNothingInSteadyState() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] pixels = LinearModel.images(6, 4);
        float[] one = Arrays.copyOf(pixels, 16);
        float[] out = new float[18];
        float[] oneOut = new float[3];
        try (Predictor predictor = model.newPredictor(weights, new PredictorOptions(2, 2, 4))) {
            long allocated = Long.MAX_VALUE;
            // The first rounds load classes and compile; a leak of one byte a call would show in every round.
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (allocated > 0 && System.nanoTime() < deadline) {
                long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
                for (int i = 0; i < 1_000; i++) {
                    predictor.predict(one, oneOut);
                    predictor.predictBatch(pixels, 6, out);
                }
                allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            }
            assertEquals(0, allocated, "bytes allocated by 2,000 calls");
        }
    }

    @Test
    void arraysOfTheWrongLengthAreRefusedWithTheRightOne() {
        try (Predictor predictor = model.newPredictor(weights)) {
            assertEquals("an image of Linear has 16 values (4 x 4 x 1), not 15", assertThrows(
                    IllegalArgumentException.class, () -> predictor.predict(new float[15], new float[3])).getMessage());
            assertEquals("the output of Linear has 3 values, not 4", assertThrows(
                    IllegalArgumentException.class, () -> predictor.predict(new float[16], new float[4])).getMessage());
            assertEquals("2 images of Linear have 32 values (4 x 4 x 1 each), not 31",
                    assertThrows(IllegalArgumentException.class,
                            () -> predictor.predictBatch(new float[31], 2, new float[6])).getMessage());
            assertEquals("the outputs of 2 images have 6 values, not 5", assertThrows(IllegalArgumentException.class,
                    () -> predictor.predictBatch(new float[32], 2, new float[5])).getMessage());
            assertThrows(IllegalArgumentException.class,
                    () -> predictor.predictBatch(new float[32], -1, new float[6]));
            assertThrows(IllegalArgumentException.class,
                    () -> predictor.predictBatch(new float[32], Integer.MAX_VALUE, new float[6]));
            assertThrows(IllegalArgumentException.class, () -> predictor.classify(grey(0), 0));
        }
    }

    @Test
    void aClosedPredictorSaysSoAndClosesAgain() {
        Predictor predictor = model.newPredictor(weights);
        predictor.close();
        predictor.close();
        assertEquals("the predictor is closed", assertThrows(IllegalStateException.class,
                () -> predictor.predict(new float[16], new float[3])).getMessage());
    }

    @Test
    void laterTrainingDoesNotReachAPredictor() {
        float[] pixels = LinearModel.images(1, 1);
        float[] before = new float[3];
        float[] after = new float[3];
        try (Predictor predictor = model.newPredictor(weights)) {
            predictor.predict(pixels, before);
            Arrays.fill(weights.parameters(), 9);
            predictor.predict(pixels, after);
        }
        assertArrayEquals(before, after);
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        ModelInfo info = model.info();
        ModelInfo other = new ModelInfo(1, "Other", "0.1", info.input(), info.outputs(), List.of(),
                info.parameters().subList(0, 1), info.layers(), info.train(), info.memory());
        assertThrows(IllegalArgumentException.class, () -> model.newPredictor(Weights.initialised(other, 1)));
    }

    @Test
    void aClassifierRanksItsLabelsByProbability() {
        weights.set("dense1.weight", new float[48]);
        weights.set("dense1.bias", new float[] {0, (float) Math.log(2), (float) Math.log(5)});
        try (Predictor predictor = model.newPredictor(weights)) {
            assertTrue(predictor.classifies());
            List<Prediction> ranked = predictor.classify(grey(50), 2);
            assertEquals(List.of("bird", "dog"), ranked.stream().map(Prediction::label).toList());
            assertEquals(2, ranked.get(0).index());
            assertEquals(0.625f, ranked.get(0).probability(), 1e-6f);
            assertEquals(0.25f, ranked.get(1).probability(), 1e-6f);
            assertEquals(3, predictor.classify(grey(50), 100).size());
        }
    }

    @Test
    void probabilitiesAreTakenAsTheyAreAndMissingLabelsAreNumbers() {
        LinearModel softened = new LinearModel(LinearModel.info("", true, List.of()));
        Weights own = softened.newWeights(1);
        own.set("dense1.weight", new float[48]);
        own.set("dense1.bias", new float[] {0.5f, 0.2f, 0.5f});
        try (Predictor predictor = softened.newPredictor(own)) {
            assertEquals(List.of(new Prediction("0", 0, 0.5f), new Prediction("2", 2, 0.5f),
                    new Prediction("1", 1, 0.2f)), predictor.classify(grey(50), 3));
        }
    }

    @Test
    void aRegressionGivesItsValuesButNoClasses() {
        LinearModel regression = new LinearModel(LinearModel.info("mse", false, List.of()));
        try (Predictor predictor = regression.newPredictor(regression.newWeights(1))) {
            assertFalse(predictor.classifies());
            CnncException e = assertThrows(CnncException.class, () -> predictor.classify(grey(9), 1));
            assertEquals("Linear does not classify: its output 'output' is neither probabilities nor trained by"
                    + " cross_entropy", e.getMessage());
            float[] out = new float[3];
            predictor.predict(grey(9), out);
            float[] pixels = new float[16];
            Arrays.fill(pixels, 9);
            float[] expected = new float[3];
            predictor.predict(pixels, expected);
            assertArrayEquals(expected, out);
        }
    }

    @Test
    void damagedWeightsGiveAMessageAndNoRanking() {
        weights.set("dense1.bias", new float[] {0, Float.NaN, 0});
        try (Predictor predictor = model.newPredictor(weights)) {
            CnncException e = assertThrows(CnncException.class, () -> predictor.classify(grey(9), 1));
            assertTrue(e.getMessage().contains("NaN"), e.getMessage());
        }
    }

    @Test
    void aMissingImageIsTheUsersMistake(@TempDir Path folder) {
        try (Predictor predictor = model.newPredictor(weights)) {
            assertThrows(CnncException.class, () -> predictor.classify(folder.resolve("missing.png"), 1));
        }
    }

    @Test
    void aSessionIsLentToOneCallAtATimeAndAWaitingCallCanBeInterrupted() throws Exception {
        // A maker that fails does not use up the limit.
        SessionPool failing = new SessionPool(1, () -> {
            throw new OutOfMemoryError("planned");
        });
        assertThrows(OutOfMemoryError.class, failing::take);
        assertThrows(OutOfMemoryError.class, failing::take);
        assertTrue(failing.close());
        assertFalse(failing.close());

        PausingModel pausing = new PausingModel();
        Predictor predictor = pausing.newPredictor(pausing.newWeights(1), new PredictorOptions(1, 1, 1));
        Thread first = new Thread(() -> predictor.predict(new float[16], new float[3]));
        first.start();
        pausing.entered.await();
        CountDownLatch cancelled = new CountDownLatch(1);
        Thread second = new Thread(() -> {
            try {
                predictor.predict(new float[16], new float[3]);
            } catch (CancellationException e) {
                if (Thread.currentThread().isInterrupted()) {
                    cancelled.countDown();
                }
            }
        });
        second.start();
        second.interrupt();
        cancelled.await();
        pausing.leave.countDown();
        first.join();
        predictor.close();
    }

    @Test
    void closingWaitsForTheCallUnderWay() throws Exception {
        PausingModel pausing = new PausingModel();
        Predictor predictor = pausing.newPredictor(pausing.newWeights(1), new PredictorOptions(1, 2, 1));
        float[] out = new float[3];
        Thread call = new Thread(() -> predictor.predict(new float[16], out));
        call.start();
        pausing.entered.await();
        Thread closer = new Thread(predictor::close);
        closer.start();
        while (closer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThrows(IllegalStateException.class, () -> predictor.predict(new float[16], new float[3]));
        assertTrue(closer.isAlive());
        pausing.leave.countDown();
        closer.join();
        call.join();
        assertArrayEquals(new float[] {1, 2, 3}, out);
    }

    /** A network whose first prediction stays inside until it is told to leave. */
    private static final class PausingModel extends Model {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch leave = new CountDownLatch(1);

        PausingModel() {
            super(new LinearModel().info(), new MemoryPlan(19, 0, 0, List.of(16)), new MemoryPlan(0, 0, 0, List.of(0)));
        }

        @Override
        protected InferenceProgram inference(Workspace workspace) {
            return new InferenceProgram() {
                @Override
                public void prepare() {
                    workspace.arena()[0] = 0;
                }

                @Override
                public void run() {
                    entered.countDown();
                    try {
                        leave.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    System.arraycopy(new float[] {1, 2, 3}, 0, workspace.arena(), workspace.address(16), 3);
                }
            };
        }

        @Override
        protected TrainingProgram training(Workspace workspace) {
            throw new UnsupportedOperationException("only predictions are tested with this network");
        }
    }
}
