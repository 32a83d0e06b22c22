package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Kills trainings at random moments. {@code -Dcnnc.kills=N} says how often, 20 times if nothing does. */
@EnabledIfSystemProperty(named = "cnnc.campaign", matches = "true")
class KilledTrainingTest {

    /** With those of each epoch, several hundred checkpoints are written in a training. */
    private static final List<Object> SETTINGS = List.of("--epochs", 100, "--checkpoint-every", 3);

    private static final int POLL = 3;

    @TempDir
    private Path folder;

    @Test
    void whatIsLeftAfterKillsEndsWithTheSameBits() throws IOException, InterruptedException {
        Workplace files = new Workplace(folder);
        Path network = files.write("noisy.cnn", Workplace.NOISY_NETWORK);
        Path jar = files.path("noisy.jar");
        Run compiled = Run.of("compile", network, "-o", jar);
        assertEquals(0, compiled.code(), compiled::toString);
        Path data = files.data();
        CnncProcess cnnc = new CnncProcess(folder);
        Path whole = folder.resolve("whole");
        assertEquals(0, cnnc.runForArchive(training(jar, data, whole)), cnnc::log);
        Path timed = folder.resolve("timed");
        long lasts = spend(cnnc.start(training(jar, data, timed)), Long.MAX_VALUE);
        byte[] expected = Files.readAllBytes(whole.resolve("weights.safetensors"));
        int kills = Integer.getInteger("cnnc.kills", 20);
        Random random = new Random(kills);
        int done = 0;
        int runs = 0;
        int resumed = 0;
        while (done < kills) {
            Path run = folder.resolve("run" + runs++);
            while (!Files.exists(run.resolve("weights.safetensors"))) {
                boolean saved = hasCheckpoint(run);
                Process process = Files.exists(run.resolve("run.json"))
                        ? cnnc.start("train", "--resume", run)
                        : cnnc.start(training(jar, data, run));
                resumed += saved ? 1 : 0;
                // Not before the JVM is up: a run that is never begun has nothing to lose.
                if (done < kills) {
                    spend(process, random.nextLong(lasts / 8, lasts * 3 / 4));
                }
                if (done < kills && process.isAlive()) {
                    process.destroyForcibly().waitFor();
                    done++;
                } else {
                    assertEquals(0, process.waitFor(), cnnc::log);
                }
            }
            assertArrayEquals(expected, Files.readAllBytes(run.resolve("weights.safetensors")));
            System.out.println(done + " kills, " + resumed + " resumptions");
        }
        System.out.println(done + " kills of " + runs + " trainings, " + resumed
                + " resumptions from a checkpoint, all of them with the same bits in the end");
    }

    /**
     * Waits until a process has spent so much time of a processor, which other processes have no part in, or has ended.
     *
     * @return what it has spent, in ns
     */
    private static long spend(Process process, long nanoseconds) throws InterruptedException {
        long spent = 0;
        while (spent < nanoseconds && !process.waitFor(POLL, TimeUnit.MILLISECONDS)) {
            spent = process.info().totalCpuDuration().map(Duration::toNanos).orElse(spent);
        }
        return spent;
    }

    private static Object[] training(Path jar, Path data, Path run) {
        List<Object> words = new ArrayList<>(List.of("train", jar, "--data", data, "--run", run));
        words.addAll(SETTINGS);
        return words.toArray();
    }

    private static boolean hasCheckpoint(Path run) throws IOException {
        if (!Files.exists(run.resolve("checkpoints"))) {
            return false;
        }
        try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
            return files.anyMatch(file -> file.toString().endsWith(".safetensors"));
        }
    }
}
