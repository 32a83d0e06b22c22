package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings on a disk that is full or takes no writes: a file system of their own, where the system allows that. */
class FailingDiskTest {

    /** Makes the folder $0 a file system of so many bytes, runs the command in it, and keeps what it left. */
    private static final String SMALL =
            "mount -t tmpfs -o size=%d none \"$0\" && { \"$@\"; code=$?; cp -r \"$0\" \"$0-after\"; exit $code; }";

    /** Makes the folder $0 one that may only be read. */
    private static final String READ_ONLY =
            "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && \"$@\"";

    @TempDir
    private Path folder;

    private CnncProcess cnnc;
    private Path jar;
    private Path data;
    private Path disk;

    @BeforeEach
    void compile() throws IOException, InterruptedException {
        disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(allowed("mount -t tmpfs none \"$0\"") && allowed(READ_ONLY), "this system does not let a test mount a file system");
        Workplace files = new Workplace(folder);
        cnnc = new CnncProcess(folder);
        data = files.data();
        jar = files.path("noisy.jar");
        Run compiled = Run.of("compile", files.write("noisy.cnn", Workplace.NOISY_NETWORK), "-o", jar);
        assertEquals(0, compiled.code(), compiled::toString);
    }

    @Test
    void aFullDiskEndsATrainingWhichGoesOnWhereThereIsRoom() throws IOException, InterruptedException {
        Path run = disk.resolve("run");
        String small = String.format(SMALL, Files.size(jar) + 100_000);
        Process training = cnnc.startUnder(on(small), arguments(run));
        assertEquals(1, training.waitFor(), cnnc::log);
        assertTrue(cnnc.log().contains("No space left on device"), cnnc::log);
        assertTrue(cnnc.log().contains("checkpoints stay as they are"), cnnc::log);
        Path after = folder.resolve("disk-after/run");
        Run resumed = Run.of("train", "--resume", after);
        assertEquals(0, resumed.code(), resumed::toString);
        assertTrue(resumed.err().contains("going on at step"), resumed::toString);
        assertSameBits(after);
    }

    @Test
    void aFolderThatTakesNoWritesIsNamedAtOnce() throws IOException, InterruptedException {
        Path run = disk.resolve("run");
        assertEquals(1, cnnc.startUnder(on(READ_ONLY), arguments(run)).waitFor(), cnnc::log);
        assertTrue(cnnc.log().contains("error: cannot make the folder " + run + ": Read-only file system"), cnnc::log);
    }

    @Test
    void aRunThatMayNoLongerBeWrittenStaysAsItIs() throws IOException, InterruptedException {
        Path run = disk.resolve("run");
        Object[] begun = arguments(run);
        begun[begun.length - 1] = 1;
        Run of = Run.of(begun);
        assertEquals(0, of.code(), of::toString);
        byte[] before = Files.readAllBytes(run.resolve("weights.safetensors"));
        assertEquals(1, cnnc.startUnder(on(READ_ONLY), "train", "--resume", run).waitFor(), cnnc::log);
        assertTrue(cnnc.log().contains("Read-only file system"), cnnc::log);
        assertArrayEquals(before, Files.readAllBytes(run.resolve("weights.safetensors")));
    }

    private Object[] arguments(Path run) {
        return new Object[] {"train", jar, "--data", data, "--run", run, "--threads", 1, "--checkpoint-every", 2,
            "--keep", 1000, "--epochs", 20};
    }

    private void assertSameBits(Path run) throws IOException {
        Run whole = Run.of(arguments(folder.resolve("whole")));
        assertEquals(0, whole.code(), whole::toString);
        assertArrayEquals(Files.readAllBytes(folder.resolve("whole/weights.safetensors")),
                Files.readAllBytes(run.resolve("weights.safetensors")));
    }

    private List<String> on(String script) {
        return List.of("unshare", "-Urm", "sh", "-c", script, disk.toString());
    }

    private boolean allowed(String script) throws InterruptedException {
        try {
            List<String> command = List.of("unshare", "-Urm", "sh", "-c", script, folder.resolve("disk").toString(),
                    "true");
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }
}
