package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.TrainListener;
import dev.cnnc.runtime.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunsTest {

    @TempDir
    private Path folder;

    private Workplace files;
    private Path run;

    @BeforeEach
    void openWorkplace() {
        files = new Workplace(folder);
        run = folder.resolve("run");
    }

    private Run begin(Object... more) throws IOException {
        Object[] words = Stream.concat(
                        Stream.of("train", files.network(), "--data", files.data(), "--run", run), Stream.of(more))
                .toArray();
        return Run.of(words);
    }

    @Test
    void aRunEndsWithTheWeightsOfATrainingWithoutOneAndHasEverythingToRepeatIt() throws IOException {
        Run done = begin("--epochs", 3);
        assertEquals(0, done.code(), done::toString);
        Path plain = folder.resolve("plain.safetensors");
        Run.of("train", files.network(), "--data", folder.resolve("data"), "--epochs", 3, "-o", plain);
        assertArrayEquals(Files.readAllBytes(plain), Files.readAllBytes(run.resolve("weights.safetensors")));
        assertEquals(Workplace.NETWORK, Files.readString(run.resolve("source/tiny.cnn")));
        Map<String, Object> description = JSON.std.mapFrom(Files.readString(run.resolve("run.json")));
        assertEquals(folder.resolve("data").toString(), description.get("data"));
        List<String> events = Files.readAllLines(run.resolve("log.jsonl")).stream().map(RunsTest::event).toList();
        assertEquals(List.of("begun", "epoch", "epoch", "epoch", "ended"), events);
    }

    /** Another network than the file's own, settings of every kind, data in a place that only the run knows. */
    @Test
    void aRunIsRepeatedFromItsFolderAlone() throws IOException {
        Path network = files.write("noisy.cnn", Workplace.NOISY_NETWORK
                .replace("model noisy {", "model noisy(size = 3) {").replace("3x3", "[size, size]"));
        Run done = Run.of("train", network, "--set", "size=1", "--input", "4x4", "--data", files.data(), "--run", run,
                "--seed", 11, "--epochs", 4, "--batch", 5, "--optimiser", "sgd(rate = 0.1, momentum = 0.9)",
                "--setting", "clip_norm=2", "--validation", 0.25);
        assertEquals(0, done.code(), done::toString);
        Files.delete(network);
        Files.delete(run.resolve("model.jar"));
        RunDescription description;
        try (RunFolder folder = RunFolder.open(run)) {
            description = folder.read();
        }
        Model model = Compiler.compile(run.resolve("source").resolve("noisy.cnn"),
                        NetworkSettings.of(description.set(), description.input()).addTo(CompilerOptions.defaults()))
                .result().orElseThrow().load();
        TrainingImages images = TrainingImages.of(ImagesSource.open(Path.of(description.data()), model.info()),
                description.selection(), Double.valueOf(description.validation()), description.options().seed());
        Path repeated = folder.resolve("repeated.safetensors");
        try (Trainer trainer = model.newTrainer(description.options())) {
            trainer.fit(images.training(), images.validation(), TrainListener.NONE);
            trainer.result().save(repeated);
        }
        assertArrayEquals(Files.readAllBytes(run.resolve("weights.safetensors")), Files.readAllBytes(repeated));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theSameSeedGivesTheSameBitsWithAnyNumberOfThreads(int threads) throws IOException {
        Path network = files.write("noisy.cnn", Workplace.NOISY_NETWORK);
        Path one = folder.resolve("one.safetensors");
        Path other = folder.resolve("other.safetensors");
        Run.of("train", network, "--data", files.data(), "--threads", 1, "-o", one);
        Run done = Run.of("train", network, "--data", files.data(), "--threads", threads, "-o", other);
        assertEquals(0, done.code(), done::toString);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(other));
    }

    @Test
    void aRunGoesOnFromTheMiddleOfAnEpochAndEndsWithTheSameBits() throws IOException {
        begin("--checkpoint-every", 3, "--keep", 30);
        byte[] whole = Files.readAllBytes(run.resolve("weights.safetensors"));
        Files.delete(run.resolve("weights.safetensors"));
        breakOffAfter(21);
        Run on = Run.of("train", "--resume", run, "--threads", 1);
        assertEquals(0, on.code(), on::toString);
        assertTrue(on.err().contains("going on at step 21 of training tiny"), on.err());
        assertArrayEquals(whole, Files.readAllBytes(run.resolve("weights.safetensors")));
    }

    @Test
    void frozenWeightsAndOtherRatesGoOnWithTheSameBits() throws IOException {
        Run begun = begin("--checkpoint-every", 3, "--keep", 30, "--freeze", "dense1.bias", "--rate-of", "dense2=0.5");
        assertEquals(0, begun.code(), begun::toString);
        byte[] whole = Files.readAllBytes(run.resolve("weights.safetensors"));
        String description = Files.readString(run.resolve("run.json"));
        assertTrue(description.contains("\"freeze\": [\"dense1.bias\"]") && description.contains("\"factor\": 0.5"),
                description);
        Files.delete(run.resolve("weights.safetensors"));
        breakOffAfter(21);
        Run on = Run.of("train", "--resume", run);
        assertEquals(0, on.code(), on::toString);
        assertArrayEquals(whole, Files.readAllBytes(run.resolve("weights.safetensors")));
    }

    @Test
    void aDamagedCheckpointIsToldOfAndTheOneBeforeItTakenWhereverTheDamageIs() throws IOException {
        begin("--checkpoint-every", 3, "--keep", 30);
        byte[] ended = Files.readAllBytes(run.resolve("weights.safetensors"));
        breakOffAfter(21);
        Path newest = run.resolve("checkpoints/step-000000021.safetensors");
        byte[] whole = Files.readAllBytes(newest);
        for (Map.Entry<String, byte[]> damage : Damage.ofEveryRegion(whole).entrySet()) {
            Files.write(newest, damage.getValue());
            Run on = Run.of("train", "--resume", run);
            Supplier<String> what = () -> damage.getKey() + ": " + on;
            assertEquals(0, on.code(), what);
            assertTrue(on.err().contains("warning: " + newest), what);
            assertTrue(on.err().contains("the checkpoint before it is taken"), what);
            assertTrue(on.err().contains("going on at step 18"), what);
            assertArrayEquals(damage.getValue(), Files.readAllBytes(Path.of(newest + ".damaged")), what);
            assertArrayEquals(ended, Files.readAllBytes(run.resolve("weights.safetensors")), what);
            breakOffAfter(21);
        }
    }

    @Test
    void aRunOfWhichNoCheckpointIsWholeSaysSoAndChangesNothing() throws IOException {
        begin("--epochs", 1);
        Path only = run.resolve("checkpoints/step-000000008.safetensors");
        Files.write(only, new byte[0]);
        Run on = Run.of("train", "--resume", run);
        assertEquals(2, on.code(), on::toString);
        assertTrue(on.err().contains("is whole"), on.err());
        assertEquals(0, Files.size(only));
    }

    @Test
    void aRunIsNotBegunTwiceAndTakesNoOtherSettings() throws IOException {
        begin("--epochs", 1);
        Run twice = begin("--epochs", 1);
        assertEquals(2, twice.code(), twice::toString);
        assertTrue(twice.err().contains("holds a run already"), twice.err());
        Run other = Run.of("train", "--resume", run, "--epochs", 9);
        assertEquals(2, other.code(), other::toString);
        assertTrue(other.err().contains("leave out --epochs"), other.err());
        Run none = Run.of("train", "--resume", folder.resolve("none"));
        assertEquals(2, none.code(), none::toString);
        assertTrue(none.err().contains("holds no run"), none.err());
    }

    @Test
    void optionsOfARunNeedOne() throws IOException {
        Run wrong = Run.of("train", files.network(), "--data", files.data(), "--patience", 3);
        assertEquals(2, wrong.code(), wrong::toString);
        assertTrue(wrong.err().contains("--patience goes with --run DIR"), wrong.err());
        Run often = begin("--checkpoint-every", "x");
        assertEquals(2, often.code(), often::toString);
        assertTrue(often.err().contains("a number of steps such as 500, or of epochs such as 1e"), often.err());
        assertFalse(Files.exists(run.resolve("run.json")));
    }

    @Test
    void earlyStoppingTakesTheBestWeights() throws IOException {
        Run early = begin("--epochs", 60, "--rate", 3, "--patience", 2);
        assertEquals(0, early.code(), early::toString);
        assertTrue(early.out().contains("ended after 2 epochs that were no better, weights of epoch "), early.out());
        long epochs = early.out().lines().filter(line -> line.startsWith("epoch ")).count();
        assertTrue(epochs < 60, early.out());
        byte[] best = Files.readAllBytes(run.resolve("weights.safetensors"));
        Run again = Run.of("train", "--resume", run);
        assertEquals(0, again.code(), again::toString);
        assertArrayEquals(best, Files.readAllBytes(run.resolve("weights.safetensors")));
    }

    /** Makes the folder look as if the process had died some time after this step. */
    private void breakOffAfter(int step) throws IOException {
        try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
            for (Path file : checkpoints.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("step-") && Integer.parseInt(name.replaceAll("\\D", "")) > step) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String event(String line) {
        try {
            return (String) JSON.std.mapFrom(line).get("event");
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
