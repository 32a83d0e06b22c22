package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.data.InMemoryDataset;
import dev.cnnc.runtime.io.WriteFailure;
import dev.cnnc.runtime.train.augment.Flip;
import dev.cnnc.runtime.train.augment.Mixup;
import dev.cnnc.runtime.train.augment.Shift;
import dev.cnnc.runtime.train.optimiser.Adagrad;
import dev.cnnc.runtime.train.optimiser.Adam;
import dev.cnnc.runtime.train.optimiser.AdamW;
import dev.cnnc.runtime.train.optimiser.Lion;
import dev.cnnc.runtime.train.optimiser.Optimiser;
import dev.cnnc.runtime.train.optimiser.Rmsprop;
import dev.cnnc.runtime.train.optimiser.Sgd;
import dev.cnnc.runtime.train.optimiser.WeightDecay;
import dev.cnnc.runtime.train.schedule.Cosine;
import dev.cnnc.runtime.train.schedule.ReduceOnPlateau;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {
    private static final Model MODEL = new LinearClassifier();
    private static final TrainerOptions OPTIONS = TrainerOptions.of(MODEL.info()).withThreads(1).withEpochs(4)
            .withAugment(List.of(new Flip(false), new Shift(1), new Mixup(0.4)));
    private static final Dataset TRAINING = data(95, 95);
    private static final Dataset VALIDATION = data(40, 40);

    /** 95 images in batches of 10: ten steps an epoch, the last of them with five images. */
    private static final int STEPS = 10;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 9, 10, 11, 20, 25, 39, 40})
    void aTrainingThatWasBrokenOffEndsWithTheSameBitsAsOneThatWasNot(int brokenAfter) {
        TrainerOptions options = OPTIONS.withSchedule(Cosine.PLAIN);
        Outcome whole = train(options);
        CheckpointOptions every = CheckpointOptions.in(folder).withEverySteps(1);
        train(options, every, brokenAfter);
        Outcome resumed = train(options.withThreads(3), every, Integer.MAX_VALUE);
        assertArrayEquals(whole.parameters, resumed.parameters);
        assertEquals(withoutTimes(whole.results), withoutTimes(resumed.results));
    }

    @Test
    void stepsBehindTheLastCheckpointAreRepeated() {
        Outcome whole = train(OPTIONS);
        CheckpointOptions every = CheckpointOptions.in(folder).withEverySteps(8).withEveryEpochs(0);
        for (int brokenAfter : new int[] {12, 9, 15, 3}) {
            train(OPTIONS, every, brokenAfter);
        }
        assertArrayEquals(whole.parameters, train(OPTIONS, every, Integer.MAX_VALUE).parameters);
    }

    static Stream<Optimiser> optimisers() {
        WeightDecay decay = WeightDecay.decoupled(0.01);
        return Stream.of(new Sgd(0.05, 0.9, true, decay), new Adam(0.05, 0.9, 0.999, 1e-8, decay),
                new AdamW(0.05, 0.9, 0.999, 1e-8, decay), new Rmsprop(0.01, 0.9, 0.5, 1e-8, decay),
                new Adagrad(0.05, 1e-8, decay), new Lion(0.01, 0.9, 0.99, decay));
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void theStateOfEveryOptimiserSurvives(Optimiser optimiser) {
        assertSameAfterBreak(OPTIONS.withOptimiser(optimiser), 17);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 20})
    void aHalfAccumulatedGradientAndAveragedWeightsSurvive(int brokenAfter) {
        TrainInfo train = OPTIONS.train().withAccumulate(4).withAverage(0.9).withClipping(0.1, 0);
        assertSameAfterBreak(OPTIONS.withTrain(train).withSchedule(Cosine.PLAIN), brokenAfter);
    }

    @Test
    void aScheduleThatWatchesTheLossGoesOn() {
        TrainerOptions wild = OPTIONS.withEpochs(6).withRate(1.5);
        assertSameAfterBreak(wild.withSchedule(new ReduceOnPlateau(0.1, 0, 0.1, 0, 0)), 44);
    }

    private void assertSameAfterBreak(TrainerOptions options, int brokenAfter) {
        Outcome whole = train(options);
        CheckpointOptions every = CheckpointOptions.in(folder).withEverySteps(1);
        train(options, every, brokenAfter);
        Outcome resumed = train(options, every, Integer.MAX_VALUE);
        assertTrue(resumed.steps < whole.steps);
        assertArrayEquals(whole.parameters, resumed.parameters);
        assertArrayEquals(whole.result, resumed.result);
    }

    @Test
    void theNewestCheckpointsAndTheBestAreKept() throws IOException {
        train(OPTIONS, CheckpointOptions.in(folder).withEverySteps(3).withKeep(2), Integer.MAX_VALUE);
        assertEquals(List.of("best.safetensors", "step-000000039.safetensors", "step-000000040.safetensors"), names());
    }

    @Test
    void aFinishedTrainingIsNotTrainedFurther() {
        CheckpointOptions every = CheckpointOptions.in(folder);
        Outcome whole = train(OPTIONS, every, Integer.MAX_VALUE);
        Outcome again = train(OPTIONS, every, Integer.MAX_VALUE);
        assertArrayEquals(whole.parameters, again.parameters);
        assertEquals(0, again.steps);
        assertEquals(4, again.results.size());
    }

    @Test
    void aDamagedCheckpointIsSetAsideAndTheOneBeforeItTaken() throws IOException {
        CheckpointOptions every = CheckpointOptions.in(folder).withEverySteps(5);
        Outcome whole = train(OPTIONS, every.withKeep(20), 22);
        Path newest = folder.resolve("step-000000020.safetensors");
        flip(newest, Files.size(newest) - 3);
        try (Trainer trainer = MODEL.newTrainer(OPTIONS)) {
            Checkpoints.Resumption found = new Checkpoints(trainer, every).resume();
            assertEquals(folder.resolve("step-000000015.safetensors"), found.from().orElseThrow());
            assertEquals(1, found.damaged().size());
            assertTrue(found.damaged().get(0).contains("step-000000020.safetensors: damaged: its checksum is"),
                    found.damaged().toString());
        }
        assertTrue(names().contains("step-000000020.safetensors.damaged"), names().toString());
        assertArrayEquals(whole.parameters, train(OPTIONS, every, 22 - 15).parameters);
    }

    @Test
    void withoutAnyWholeCheckpointTheTrainingIsNotSilentlyBegunAnew() throws IOException {
        train(OPTIONS, CheckpointOptions.in(folder).withEverySteps(5), 7);
        Files.write(folder.resolve("step-000000005.safetensors"), new byte[3]);
        try (Trainer trainer = MODEL.newTrainer(OPTIONS)) {
            Checkpoints checkpoints = new Checkpoints(trainer, CheckpointOptions.in(folder));
            CnncException thrown = assertThrows(CnncException.class, checkpoints::resume);
            assertTrue(thrown.getMessage().startsWith("none of the checkpoints in"), thrown.getMessage());
        }
    }

    @Test
    void aCheckpointThatWasBeingWrittenIsRemoved() throws IOException {
        Files.write(folder.resolve(".step-000000007.safetensors.abc.tmp"), new byte[3]);
        assertEquals(0, train(OPTIONS, CheckpointOptions.in(folder), 0).steps);
        assertEquals(List.of("step-000000000.safetensors"), names());
    }

    @Test
    void otherSettingsAreRefusedByName() {
        train(OPTIONS, CheckpointOptions.in(folder), 12);
        assertRefused(OPTIONS.withBatch(20), "made with other settings: train.batch 10 and not 20;");
        assertRefused(OPTIONS.withRate(0.5).withSeed(3),
                "train.optimiser.rate 0.05 and not 0.5, train.seed 7 and not 3;");
        assertRefused(OPTIONS.withOptimiser(new Sgd(0.05, 0, false, WeightDecay.NONE)),
                "other settings: train.optimiser ");
    }

    @Test
    void otherImagesAreRefused() {
        train(OPTIONS, CheckpointOptions.in(folder), 12);
        try (Trainer trainer = MODEL.newTrainer(OPTIONS)) {
            new Checkpoints(trainer, CheckpointOptions.in(folder)).resume();
            CnncException thrown = assertThrows(CnncException.class,
                    () -> trainer.fit(data(95, 1), VALIDATION, TrainListener.NONE));
            assertTrue(thrown.getMessage().contains("not the images that the training was begun with"),
                    thrown.getMessage());
        }
    }

    @Test
    void aTrainingThatNoLongerGetsBetterEndsWithItsBestWeights() {
        TrainerOptions wild = OPTIONS.withRate(1.5).withEpochs(40);
        CheckpointOptions patient = CheckpointOptions.in(folder).withPatience(3);
        try (Trainer trainer = MODEL.newTrainer(wild)) {
            Checkpoints checkpoints = new Checkpoints(trainer, patient);
            List<EpochResult> results = trainer.fit(TRAINING, VALIDATION, checkpoints);
            assertTrue(checkpoints.stoppedEarly());
            assertTrue(results.size() < 40, results.size() + " epochs");
            int best = checkpoints.restoreBest().epoch();
            assertEquals(results.size() - 3, best);
            assertEquals(results.get(best - 1).validLoss(), trainer.evaluate(VALIDATION).loss());
        }
        try (Trainer trainer = MODEL.newTrainer(wild)) {
            Checkpoints checkpoints = new Checkpoints(trainer, patient);
            checkpoints.resume();
            int before = trainer.position().results().size();
            assertEquals(before, trainer.fit(TRAINING, VALIDATION, checkpoints).size());
            assertTrue(checkpoints.stoppedEarly(), "a training that has ended early stays ended");
        }
    }

    @Test
    void theNextBestIsTakenWhereTheBestIsDamaged() throws IOException {
        try (Trainer trainer = MODEL.newTrainer(OPTIONS.withRate(1.5).withEpochs(40))) {
            Checkpoints checkpoints =
                    new Checkpoints(trainer, CheckpointOptions.in(folder).withPatience(3).withKeep(3));
            List<EpochResult> results = trainer.fit(TRAINING, VALIDATION, checkpoints);
            Files.write(folder.resolve("best.safetensors"), new byte[100]);
            Checkpoints.Restoration next = checkpoints.restoreBest();
            assertTrue(next.damaged().orElseThrow().contains("best.safetensors"), next.toString());
            List<Double> last = results.subList(results.size() - 3, results.size()).stream()
                    .map(EpochResult::validLoss).toList();
            assertEquals(results.size() - 2 + last.indexOf(Collections.min(last)), next.epoch());
            assertEquals(Collections.min(last), trainer.evaluate(VALIDATION).loss());
        }
    }

    @Test
    void aDivergedTrainingIsNotSavedAndItsCheckpointsStay() throws IOException {
        TrainerOptions wild = OPTIONS.withOptimiser(new Sgd(1e39, 0, false, WeightDecay.NONE));
        try (Trainer trainer = MODEL.newTrainer(wild)) {
            Checkpoints checkpoints = new Checkpoints(trainer, CheckpointOptions.in(folder).withEverySteps(1));
            checkpoints.save();
            CnncException thrown = assertThrows(CnncException.class,
                    () -> trainer.fit(TRAINING, null, checkpoints));
            assertTrue(thrown.getMessage().contains("dense1.weight is no longer finite; the training is not saved"),
                    thrown.getMessage());
        }
        assertEquals(List.of("step-000000000.safetensors"), names());
    }

    @Test
    void whatCannotBeWrittenIsAFailureThatLeavesTheCheckpointsBeforeItWhole() throws IOException {
        CheckpointOptions every = CheckpointOptions.in(folder).withEverySteps(5);
        train(OPTIONS, every, 7);
        Files.createDirectory(folder.resolve("step-000000010.safetensors"));
        try (Trainer trainer = MODEL.newTrainer(OPTIONS)) {
            trainer.restore(folder.resolve("step-000000005.safetensors"));
            Checkpoints checkpoints = new Checkpoints(trainer, every);
            WriteFailure thrown = assertThrows(WriteFailure.class,
                    () -> trainer.fit(TRAINING, VALIDATION, checkpoints));
            assertTrue(thrown.getMessage().endsWith("the checkpoints before it are whole"), thrown.getMessage());
        }
        assertEquals(5, CheckpointInfo.read(folder.resolve("step-000000005.safetensors")).position().stepsDone());
    }

    @Test
    void aCheckpointServesAsAFileOfWeights() {
        Outcome whole = train(OPTIONS, CheckpointOptions.in(folder), Integer.MAX_VALUE);
        Weights weights = Weights.load(MODEL.info(), folder.resolve("step-000000040.safetensors"));
        assertArrayEquals(whole.parameters, weights.parameters());
    }

    @Test
    void aCheckpointTellsWhereTheTrainingStood() {
        train(OPTIONS, CheckpointOptions.in(folder), 13);
        CheckpointInfo info = CheckpointInfo.read(folder.resolve("step-000000013.safetensors"));
        assertEquals("linear", info.network());
        assertEquals(OPTIONS, info.options());
        assertEquals(1, info.position().epoch());
        assertEquals(3, info.position().step());
        assertEquals(30, info.position().images());
        assertEquals(13, info.position().stepsDone());
        assertEquals(1, info.position().results().size());
    }

    private void assertRefused(TrainerOptions options, String part) {
        try (Trainer trainer = MODEL.newTrainer(options)) {
            float[] before = trainer.weights().parameters().clone();
            Checkpoints checkpoints = new Checkpoints(trainer, CheckpointOptions.in(folder));
            CnncException thrown = assertThrows(CnncException.class, checkpoints::resume);
            assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
            assertArrayEquals(before, trainer.weights().parameters());
        }
    }

    private record Outcome(float[] parameters, float[] result, List<EpochResult> results, int steps) {
    }

    private static Outcome train(TrainerOptions options) {
        try (Trainer trainer = MODEL.newTrainer(options)) {
            return fit(trainer, TrainListener.NONE, Integer.MAX_VALUE);
        }
    }

    /** Goes on from the folder for so many steps; what was stopped there is saved only up to the last checkpoint. */
    private Outcome train(TrainerOptions options, CheckpointOptions keep, int stopAfter) {
        try (Trainer trainer = MODEL.newTrainer(options)) {
            Checkpoints checkpoints = new Checkpoints(trainer, keep);
            checkpoints.resume();
            Outcome outcome = fit(trainer, checkpoints, stopAfter);
            if (keep.everySteps() == 0) {
                checkpoints.saveIfChanged();
            }
            return outcome;
        }
    }

    private static Outcome fit(Trainer trainer, TrainListener listener, int stopAfter) {
        int[] steps = {0};
        if (stopAfter == 0) {
            trainer.stop();
        }
        List<EpochResult> results = trainer.fit(TRAINING, VALIDATION, new TrainListener() {
            @Override
            public void onBatch(int epoch, int step, int stepsOfEpoch, int images, double loss, double accuracy) {
                assertEquals(STEPS, stepsOfEpoch);
                listener.onBatch(epoch, step, stepsOfEpoch, images, loss, accuracy);
                if (++steps[0] == stopAfter) {
                    trainer.stop();
                }
            }

            @Override
            public void onEpoch(EpochResult result) {
                listener.onEpoch(result);
            }
        });
        return new Outcome(trainer.weights().parameters().clone(), trainer.result().parameters().clone(), results,
                steps[0]);
    }

    private static List<EpochResult> withoutTimes(List<EpochResult> results) {
        return results.stream().map(it -> new EpochResult(it.epoch(), it.trainLoss(), it.trainAccuracy(),
                it.validLoss(), it.validAccuracy(), 0, 0)).toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    static void flip(Path file, long at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) at] ^= 0x10;
        Files.write(file, bytes);
    }

    /** Images whose class is mostly, and not always, the number of the brightest of their first three values. */
    private static Dataset data(int size, long seed) {
        Random random = new Random(seed);
        byte[][] images = new byte[size][4];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            random.nextBytes(images[i]);
            labels[i] = i % 3;
            images[i][labels[i]] = (byte) (156 + random.nextInt(100));
        }
        return new InMemoryDataset("test", new ImageShape(1, 2, 2), images, labels, List.of());
    }
}
