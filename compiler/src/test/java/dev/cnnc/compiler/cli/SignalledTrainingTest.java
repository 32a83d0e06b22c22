package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals to a training that keeps a run: between two saves and in the middle of one, once and twice. */
@DisabledOnOs(OS.WINDOWS)
class SignalledTrainingTest {

    private static final int EPOCHS = 150;

    /** A process inherits that Ctrl-C is ignored from whatever ran the tests in the background. */
    private static final List<String> HEARING = List.of("env", "--default-signal=INT,TERM");

    @TempDir
    private Path folder;

    private CnncProcess cnnc;
    private Path jar;
    private Path data;
    private Path run;

    @BeforeEach
    void compile() throws IOException, InterruptedException {
        assumeTrue(succeeds("env", "--default-signal=INT,TERM", "true"), "env cannot reset signals");
        Workplace files = new Workplace(folder);
        cnnc = new CnncProcess(folder);
        data = files.data();
        run = folder.resolve("run");
        jar = files.path("noisy.jar");
        Run compiled = Run.of("compile", files.write("noisy.cnn", Workplace.NOISY_NETWORK), "-o", jar);
        assertEquals(0, compiled.code(), compiled::toString);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalSavesAndEndsWithItsExitCode(String signal, int code) throws IOException, InterruptedException {
        Process training = cnnc.startUnder(HEARING, arguments(run));
        waitUntil(() -> log().contains("\"epoch\": 3"));
        send(signal, training.toHandle());
        assertEquals(code, training.waitFor(), cnnc::log);
        assertTrue(log().contains("\"interrupted\""), cnnc::log);
        assertTrue(cnnc.log().contains("goes on with it"), cnnc::log);
        assertFalse(Files.exists(run.resolve("weights.safetensors")));
        assertGoesOnToTheSameBits();
    }

    @Test
    void theSecondSignalEndsATrainingThatTheFirstDidNotAndLosesNothing() throws IOException, InterruptedException {
        // Nobody reads what it prints, and the pipe is full: it stands still at the end of its first epoch.
        List<String> standing = Stream.concat(HEARING.stream(),
                Stream.of("sh", "-c", "head -c 65536 /dev/zero; exec \"$@\"", "sh")).toList();
        Process training = cnnc.startUnread(standing, arguments(run));
        waitUntil(() -> Files.exists(run.resolve("checkpoints/best.safetensors")));
        send("INT", training.toHandle());
        waitUntil(() -> cnnc.log().contains("a second signal ends at once"));
        assertTrue(training.isAlive());
        send("INT", training.toHandle());
        assertTrue(training.waitFor(60, TimeUnit.SECONDS), cnnc::log);
        assertEquals(130, training.exitValue(), cnnc::log);
        assertFalse(log().contains("\"interrupted\""), cnnc::log);
        assertGoesOnToTheSameBits();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalInTheMiddleOfASaveLetsItEnd(String signal, int code) throws IOException, InterruptedException {
        assumeTrue(SystemCalls.canBeTraced(), "strace is not there or may not trace");
        List<String> tracer = Stream.concat(HEARING.stream(), Stream.of("strace", "-f", "-qq", "-o",
                folder.resolve("trace").toString(), "-e", "trace=fsync",
                "-e", "inject=fsync:signal=SIG" + signal + ":when=9")).toList();
        assertEquals(code, cnnc.startUnder(tracer, arguments(run)).waitFor(), cnnc::log);
        assertTrue(log().contains("\"interrupted\""), cnnc::log);
        assertEquals(Optional.empty(), unfinished());
        assertGoesOnToTheSameBits();
    }

    private Object[] arguments(Path target) {
        return new Object[] {"train", jar, "--data", data, "--run", target, "--epochs", EPOCHS, "--threads", 1,
            "--checkpoint-every", 5};
    }

    private void assertGoesOnToTheSameBits() throws IOException, InterruptedException {
        Run resumed = Run.of("train", "--resume", run);
        assertEquals(0, resumed.code(), resumed::toString);
        Path whole = folder.resolve("whole");
        Run uninterrupted = Run.of(arguments(whole));
        assertEquals(0, uninterrupted.code(), uninterrupted::toString);
        assertArrayEquals(Files.readAllBytes(whole.resolve("weights.safetensors")),
                Files.readAllBytes(run.resolve("weights.safetensors")));
    }

    /** A checkpoint's file that has no name of its own yet. */
    private Optional<Path> unfinished() {
        try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
            return files.filter(file -> file.toString().endsWith(".tmp")).findFirst();
        } catch (IOException notThereYet) {
            return Optional.empty();
        }
    }

    private String log() {
        try {
            return Files.readString(run.resolve("log.jsonl"));
        } catch (IOException notThereYet) {
            return "";
        }
    }

    private void waitUntil(BooleanSupplier happened) throws InterruptedException {
        for (int i = 0; !happened.getAsBoolean(); i++) {
            assertTrue(i < 6000, cnnc::log);
            Thread.sleep(10);
        }
    }

    private static void send(String signal, ProcessHandle process) throws IOException, InterruptedException {
        assertTrue(succeeds("kill", "-" + signal, Long.toString(process.pid())));
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    }
}
