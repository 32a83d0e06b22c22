package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.data.InMemoryDataset;
import dev.cnnc.runtime.train.augment.Flip;
import dev.cnnc.runtime.train.augment.Mixup;
import dev.cnnc.runtime.train.augment.Shift;
import dev.cnnc.runtime.train.optimiser.Optimiser;
import dev.cnnc.runtime.train.optimiser.Sgd;
import dev.cnnc.runtime.train.optimiser.WeightDecay;
import dev.cnnc.runtime.train.schedule.ReduceOnPlateau;
import dev.cnnc.runtime.train.schedule.Schedule;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final Model MODEL = new LinearClassifier();
    private static final TrainerOptions OPTIONS = TrainerOptions.of(MODEL.info()).withThreads(1);

    @Test
    void itLearnsWhatCanBeLearned() {
        try (Trainer trainer = MODEL.newTrainer(OPTIONS.withEpochs(10))) {
            List<EpochResult> results = trainer.fit(data(300), data(60), TrainListener.NONE);
            assertEquals(10, results.size());
            EpochResult last = results.get(9);
            assertTrue(last.validAccuracy() > 0.95, last.toString());
            assertTrue(last.trainLoss() < results.get(0).trainLoss(), results.toString());
            assertEquals(last.validLoss(), trainer.evaluate(data(60)).loss());
        }
    }

    @Test
    void squaredErrorsAreTakenToOneForTheRightClassAndZeroForTheOthers() {
        Model model = new LinearClassifier("mse");
        Weights zeros = model.newWeights(1);
        Arrays.fill(zeros.parameters(), 0);
        try (Trainer trainer = model.newTrainer(zeros, OPTIONS.withEpochs(30))) {
            assertEquals(1 / 3.0, trainer.evaluate(data(60)).loss(), 1e-12);
            List<EpochResult> results = trainer.fit(data(300), data(60), TrainListener.NONE);
            assertTrue(results.get(29).trainLoss() < 0.1, results.toString());
            assertTrue(results.get(29).validAccuracy() > 0.95, results.toString());
        }
    }

    @Test
    void theSameSeedGivesTheSameWeightsOnAnyNumberOfThreads() {
        TrainerOptions changing = OPTIONS.withAugment(List.of(new Flip(false), new Shift(1), new Mixup(0.4)));
        float[] weights = trained(changing);
        assertArrayEquals(weights, trained(changing));
        assertArrayEquals(weights, trained(changing.withThreads(3)));
        assertFalse(Arrays.equals(weights, trained(changing.withSeed(8))));
        assertFalse(Arrays.equals(weights, trained(OPTIONS)));
    }

    @Test
    void theLastBatchOfAnEpochMayBeSmaller() {
        List<Integer> seen = new ArrayList<>();
        try (Trainer trainer = MODEL.newTrainer(OPTIONS.withEpochs(2).withBatch(10))) {
            trainer.fit(data(23), null, new TrainListener() {
                @Override
                public void onBatch(int epoch, int step, int steps, int images, double loss, double accuracy) {
                    assertEquals(3, steps);
                    seen.add(images);
                }
            });
        }
        assertEquals(List.of(10, 20, 23, 10, 20, 23), seen);
    }

    @Test
    void theReportedLossIsTheMeanOverTheImages() {
        Weights zeros = MODEL.newWeights(1);
        Arrays.fill(zeros.parameters(), 0);
        TrainerOptions frozen = OPTIONS.withEpochs(1).withRate(1e-30);
        try (Trainer trainer = MODEL.newTrainer(zeros, frozen)) {
            EpochResult result = trainer.fit(data(23)).get(0);
            assertEquals(Math.log(3), result.trainLoss(), 1e-6);
            assertFalse(result.validated());
        }
    }

    @Test
    void anInterruptEndsTheFitAfterAWholeStep() {
        int[] steps = {0};
        try (Trainer trainer = MODEL.newTrainer(OPTIONS)) {
            List<EpochResult> results = trainer.fit(data(100), null, new TrainListener() {
                @Override
                public void onBatch(int epoch, int step, int stepsOfEpoch, int images, double loss, double accuracy) {
                    steps[0]++;
                    if (epoch == 2 && step == 3) {
                        Thread.currentThread().interrupt();
                    }
                }
            });
            assertTrue(Thread.interrupted(), "the mark of the interrupt stays");
            assertEquals(1, results.size());
            assertEquals(13, steps[0]);
            assertTrue(trainer.evaluate(data(60)).accuracy() > 0.4);
        }
    }

    @Test
    void stopEndsTheFitFromAnyThread() {
        try (Trainer trainer = MODEL.newTrainer(OPTIONS)) {
            trainer.stop();
            assertEquals(List.of(), trainer.fit(data(100)));
        }
    }

    @Test
    void aLossThatIsNoNumberEndsTheFitWithAdvice() {
        Optimiser wild = new Sgd(1e39, 0, false, WeightDecay.NONE);
        try (Trainer trainer = MODEL.newTrainer(OPTIONS.withOptimiser(wild))) {
            CnncException thrown = assertThrows(CnncException.class, () -> trainer.fit(data(100)));
            assertTrue(thrown.getMessage().contains("at epoch 1, step 2 of 10"), thrown.getMessage());
            assertTrue(thrown.getMessage().contains("try a smaller learning rate"), thrown.getMessage());
        }
    }

    @Test
    void imagesThatDoNotSuitTheNetworkAreRefusedBeforeTraining() {
        try (Trainer trainer = MODEL.newTrainer(OPTIONS)) {
            assertMessage(trainer, dataset(new ImageShape(2, 2, 1), new byte[4], 0),
                    "the images are 2x2x1, but the network linear takes 1x2x2");
            assertMessage(trainer, dataset(new ImageShape(1, 2, 2), new byte[4], 3),
                    "image 1 has label 3, but the network linear has 3 classes, labelled 0 to 2");
            assertMessage(trainer, new InMemoryDataset("nothing", new ImageShape(1, 2, 2), new byte[0][], new int[0],
                    List.of()), "nothing: there are no images");
        }
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThrows(CnncException.class, () -> OPTIONS.withBatch(0));
        assertThrows(CnncException.class, () -> OPTIONS.withEpochs(0));
        assertThrows(CnncException.class, () -> OPTIONS.withThreads(0));
        assertThrows(CnncException.class, () -> OPTIONS.withRate(0));
        assertThrows(CnncException.class, () -> OPTIONS.withRate(Double.NaN));
        assertThrows(CnncException.class, () -> OPTIONS.train().withAccumulate(0));
        assertThrows(CnncException.class, () -> OPTIONS.train().withClipping(-1, 0));
        assertThrows(CnncException.class, () -> OPTIONS.train().withClipping(0, Double.NaN));
        assertThrows(CnncException.class, () -> OPTIONS.train().withAverage(1));
    }

    @Test
    void batchesOfOneStepLearnAsOneLargeBatch() {
        float[] large = trained(OPTIONS.withBatch(30));
        assertArrayEquals(large, trained(OPTIONS.withTrain(OPTIONS.withBatch(10).train().withAccumulate(3))), 1e-4f);
        assertFalse(Arrays.equals(large, trained(OPTIONS.withBatch(10))));
    }

    @Test
    void theAverageFollowsTheWeightsAndIsWhatIsEvaluatedAndKept() {
        try (Trainer trainer = MODEL.newTrainer(OPTIONS.withTrain(OPTIONS.train().withAverage(0.9)))) {
            float[] start = trainer.result().parameters().clone();
            assertArrayEquals(trainer.weights().parameters(), start);
            List<EpochResult> results = trainer.fit(data(10), data(60), TrainListener.NONE);
            assertEquals(3, results.size());
            float[] average = trainer.result().parameters();
            float[] weights = trainer.weights().parameters();
            for (int i = 0; i < average.length; i++) {
                assertTrue(Math.abs(weights[i] - average[i]) > 1e-4, "it lags behind");
                assertTrue((weights[i] > start[i]) == (average[i] > start[i]), "it goes the same way");
            }
            assertEquals(results.get(2).validLoss(), trainer.evaluate(data(60)).loss());
            try (Trainer kept = MODEL.newTrainer(trainer.result(), OPTIONS)) {
                assertEquals(results.get(2).validLoss(), kept.evaluate(data(60)).loss());
            }
        }
    }

    @Test
    void aPlateauOfTheLossReducesTheRate() {
        Schedule plateau = new ReduceOnPlateau(1e-30, 0, 0.999, 0, 0);
        TrainerOptions options = OPTIONS.withOptimiser(new Sgd(0.01, 0, false, WeightDecay.NONE)).withEpochs(2);
        float[] stopped = trained(options.withEpochs(3).withSchedule(plateau));
        assertArrayEquals(trained(options), stopped, 1e-20f);
        assertFalse(Arrays.equals(stopped, trained(options.withEpochs(3))));
    }

    @Test
    void aBatchThatDoesNotFitTheMemoryIsRefusedWithAdvice() {
        CnncException thrown = assertThrows(CnncException.class,
                () -> MODEL.newTrainer(OPTIONS.withBatch(Integer.MAX_VALUE)));
        assertTrue(thrown.getMessage().contains("use a smaller batch"), thrown.getMessage());
    }

    @Test
    void aStepAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] allocated = new long[2];
        TrainerOptions options = OPTIONS.withEpochs(20).withAugment(List.of(new Flip(false)));
        try (Trainer trainer = MODEL.newTrainer(options)) {
            trainer.fit(data(5000), null, new TrainListener() {
                @Override
                public void onBatch(int epoch, int step, int steps, int images, double loss, double accuracy) {
                    // The epochs before are for the JIT, without which vectors are objects.
                    long now = threads.getCurrentThreadAllocatedBytes();
                    if (epoch == 20) {
                        allocated[step == 1 ? 0 : 1] = now;
                    }
                }
            });
        }
        assertEquals(0, allocated[1] - allocated[0]);
    }

    private static float[] trained(TrainerOptions options) {
        try (Trainer trainer = MODEL.newTrainer(options)) {
            trainer.fit(data(95));
            return trainer.weights().parameters().clone();
        }
    }

    private static void assertMessage(Trainer trainer, Dataset data, String part) {
        CnncException thrown = assertThrows(CnncException.class, () -> trainer.fit(data));
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }

    private static Dataset dataset(ImageShape shape, byte[] image, int label) {
        return new InMemoryDataset("test", shape, new byte[][] {image}, new int[] {label}, List.of());
    }

    /** Images whose class is the number of the brightest of their first three values. */
    private static Dataset data(int size) {
        Random random = new Random(size);
        byte[][] images = new byte[size][4];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            for (int p = 0; p < 4; p++) {
                images[i][p] = (byte) random.nextInt(100);
            }
            labels[i] = i % 3;
            images[i][labels[i]] = (byte) (156 + random.nextInt(100));
        }
        return new InMemoryDataset("test", new ImageShape(1, 2, 2), images, labels, List.of());
    }
}
