package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Trains in processes of their own and kills them. {@code -Dcnnc.kills=N} says how often, 20 times if nothing does. */
@EnabledIfSystemProperty(named = "cnnc.campaign", matches = "true")
class KilledTrainingTest {

    private static final String NETWORK = """
            model tiny {
              input(4x4x1, scale = 1 / 255)
              conv(4, 3x3, padding = same)  bn  relu
              flatten  dropout(0.2)
              dense(2)
              labels ["dark", "bright"]
              train {
                optimiser = adam(rate = 0.01)
                schedule = cosine
                batch = 8
                epochs = 400
                augment = [flip(horizontal), shift(1)]
              }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void whatIsLeftAfterKillsEndsWithTheSameBits() throws IOException, InterruptedException {
        Workplace files = new Workplace(folder);
        Path network = files.write("tiny.cnn", NETWORK);
        Path data = files.data();
        long started = System.nanoTime();
        assertEquals(0, start("train", network, "--data", data, "--run", folder.resolve("whole")).waitFor(), this::log);
        long lasts = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        byte[] expected = Files.readAllBytes(folder.resolve("whole/weights.safetensors"));
        int kills = Integer.getInteger("cnnc.kills", 20);
        Random random = new Random(kills);
        int done = 0;
        int runs = 0;
        while (done < kills) {
            Path run = folder.resolve("run" + runs++);
            Process process = start("train", network, "--data", data, "--run", run, "--checkpoint-every", 3);
            // Not before the JVM is up: a run that is never begun has nothing to lose.
            while (process.isAlive() || process.exitValue() != 0) {
                long moment = random.nextLong(lasts / 8, lasts * 3 / 4);
                if (done < kills && !process.waitFor(moment, TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    done++;
                } else {
                    assertEquals(0, process.waitFor(), this::log);
                    break;
                }
                process = Files.exists(run.resolve("run.json"))
                        ? start("train", "--resume", run)
                        : start("train", network, "--data", data, "--run", run, "--checkpoint-every", 3);
            }
            assertArrayEquals(expected, Files.readAllBytes(run.resolve("weights.safetensors")));
        }
        System.out.println(done + " kills of " + runs + " trainings, all of them with the same bits in the end");
        assertTrue(done >= kills);
    }

    private Process start(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules",
                "jdk.incubator.vector", "-Xmx256m", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Cnnc.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile())).start();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
