package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Kills trainings at random moments. {@code -Dcnnc.kills=N} says how often, 20 times if nothing does. */
@EnabledIfSystemProperty(named = "cnnc.campaign", matches = "true")
class KilledTrainingTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsLeftAfterKillsEndsWithTheSameBits() throws IOException, InterruptedException {
        Workplace files = new Workplace(folder);
        Path network = files.write("noisy.cnn", Workplace.NOISY_NETWORK);
        Path data = files.data();
        CnncProcess cnnc = new CnncProcess(folder);
        Path whole = folder.resolve("whole");
        long started = System.nanoTime();
        assertEquals(0, cnnc.start("train", network, "--data", data, "--epochs", 400, "--run", whole).waitFor(),
                cnnc::log);
        long lasts = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        byte[] expected = Files.readAllBytes(whole.resolve("weights.safetensors"));
        int kills = Integer.getInteger("cnnc.kills", 20);
        Random random = new Random(kills);
        int done = 0;
        int runs = 0;
        while (done < kills) {
            Path run = folder.resolve("run" + runs++);
            while (!Files.exists(run.resolve("weights.safetensors"))) {
                Process process = Files.exists(run.resolve("run.json"))
                        ? cnnc.start("train", "--resume", run)
                        : cnnc.start("train", network, "--data", data, "--epochs", 400, "--run", run,
                                "--checkpoint-every", 3);
                // Not before the JVM is up: a run that is never begun has nothing to lose.
                long moment = random.nextLong(lasts / 8, lasts * 3 / 4);
                if (done < kills && !process.waitFor(moment, TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    done++;
                } else {
                    assertEquals(0, process.waitFor(), cnnc::log);
                }
            }
            assertArrayEquals(expected, Files.readAllBytes(run.resolve("weights.safetensors")));
        }
        System.out.println(done + " kills of " + runs + " trainings, all of them with the same bits in the end");
    }
}
