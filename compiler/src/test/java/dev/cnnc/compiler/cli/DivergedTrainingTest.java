package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.CheckpointInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings whose numbers cease to be finite: what is said, and what is kept. */
class DivergedTrainingTest {

    @TempDir
    private Path folder;

    private Workplace files;
    private Path run;

    @BeforeEach
    void openWorkplace() {
        files = new Workplace(folder);
        run = folder.resolve("run");
    }

    private static String network(String layers, String settings) {
        return """
                model tiny {
                  input(4x4x1, scale = 1 / 255)
                  flatten
                  first: dense(8)
                %s
                  last: dense(2)
                  labels ["dark", "bright"]
                  train { batch = 8  epochs = 5  %s }
                }
                """.formatted(layers, settings);
    }

    @Test
    void theFirstLayerWhoseOutputIsNotFiniteIsNamed() throws IOException {
        // Each multiplies by 1e15; the third is the one that leaves a float's range.
        Run failed = train(network("  a: scale(1e15)  b: scale(1e15)  c: scale(1e15)", "optimiser = sgd(rate = 0.1)"));
        assertEquals(1, failed.code(), failed::toString);
        assertTrue(failed.err().contains("error: the loss became NaN at epoch 1, step 1 of 8: it arose in c: 64 of 64"
                + " numbers of its output are not finite, from inputs of up to "), failed::toString);
        assertTrue(failed.err().contains("outgrown a float; try a smaller rate than 0.1, or bound"), failed::toString);
    }

    @Test
    void theLayerInWhoseBackwardPassAGradientIsNoLongerFiniteIsNamed() throws IOException {
        // Forwards, numbers get smaller first and then larger; backwards, gradients get larger first, and too large.
        Run failed = train(network("  low: scale(1e-37)  tiny: scale(1e-7)  a: scale(1e30)  b: scale(1e30)",
                "optimiser = sgd(rate = 0.1)"));
        assertEquals(1, failed.code(), failed::toString);
        assertTrue(failed.err().contains("error: the gradient became infinite or NaN at epoch 1, step 1 of 8: it arose"
                + " in the backward pass of a: "), failed::toString);
        assertTrue(failed.err().contains("that it hands to tiny"), failed::toString);
        assertTrue(failed.err().contains("gradients explode on their way; bound them with clip_norm = 1"),
                failed::toString);
    }

    @Test
    void aRateThatIsTooHighIsSaidToBe() throws IOException {
        Run failed = train(network("", "optimiser = sgd(rate = 1e20)"));
        assertEquals(1, failed.code(), failed::toString);
        assertTrue(failed.err().contains("try a smaller rate than 1.0E20"), failed::toString);
        assertTrue(failed.err().contains("it arose in last: "), failed::toString);
    }

    @Test
    void aRunKeepsItsLastGoodCheckpointAndItsSourceNamesTheLayerAfterwardsToo() throws IOException {
        Path network = files.write("tiny.cnn", network("", "optimiser = sgd(rate = 1e12)"));
        Run failed = Run.of("train", network, "--data", files.data(), "--run", run, "--checkpoint-every", 1);
        Files.delete(network);
        assertEquals(1, failed.code(), failed::toString);
        assertTrue(failed.err().contains("it arose in "), failed::toString);
        assertTrue(Files.readString(run.resolve("log.jsonl")).contains("\"diverged\""));
        List<Path> kept = checkpoints();
        assertTrue(!kept.isEmpty());
        for (Path checkpoint : kept) {
            assertTrue(CheckpointInfo.read(checkpoint).position().stepsDone() > 0);
        }
        Run again = Run.of("train", "--resume", run);
        assertEquals(failed.err().substring(failed.err().indexOf("error: ")),
                again.err().substring(again.err().indexOf("error: ")));
        assertEquals(kept, checkpoints());
    }

    @Test
    void aCompiledNetworkNamesTheParameter() throws IOException {
        Path jar = files.path("tiny.jar");
        Run compiled = Run.of("compile",
                files.write("tiny.cnn", network("", "optimiser = sgd(rate = 1e20)")), "-o", jar);
        assertEquals(0, compiled.code(), compiled::toString);
        Run failed = Run.of("train", jar, "--data", files.data(), "-o", files.path("w.safetensors"));
        assertEquals(1, failed.code(), failed::toString);
        assertTrue(failed.err().contains("training has diverged (all weights are finite, the largest, "),
                failed::toString);
    }

    private Run train(String network) throws IOException {
        return Run.of("train", files.write("tiny.cnn", network), "--data", files.data(), "-o",
                files.path("w.safetensors"));
    }

    private List<Path> checkpoints() throws IOException {
        try (Stream<Path> found = Files.list(run.resolve("checkpoints"))) {
            return found.sorted().toList();
        }
    }
}
