package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a training as it enters a system call on a file of its run: in a campaign at each of them in turn, otherwise at
 * three that matter. Needs strace, and a system that lets it trace.
 */
class KilledSystemCallTest {

    private static final boolean CAMPAIGN = Boolean.getBoolean("cnnc.campaign");

    /** While a checkpoint is written, before it gets its name, and before an older one goes. */
    private static final List<String> DECISIVE = List.of("fsync", "rename", "unlink");

    @TempDir
    private Path folder;

    private CnncProcess cnnc;
    private Path jar;
    private Path data;

    @BeforeEach
    void compile() throws IOException {
        assumeTrue(SystemCalls.canBeTraced(), "strace is not there or may not trace");
        Workplace files = new Workplace(folder);
        cnnc = new CnncProcess(folder);
        data = files.data();
        // From a jar a training begins at once.
        jar = files.path("noisy.jar");
        Run compiled = Run.of("compile", files.write("noisy.cnn", Workplace.NOISY_NETWORK), "-o", jar);
        assertEquals(0, compiled.code(), compiled::toString);
    }

    @Test
    void aTrainingKilledAtAnySystemCallEndsWithTheSameBits() throws IOException, InterruptedException {
        Path whole = folder.resolve("whole");
        assertEquals(0, cnnc.runForArchive(training(whole)), cnnc::log);
        byte[] expected = Files.readAllBytes(whole.resolve("weights.safetensors"));
        Path traced = folder.resolve("traced");
        SystemCalls all = new SystemCalls(folder.resolve("trace"), traced);
        assertEquals(0, begin(all.recorder(), traced), cnnc::log);
        assertArrayEquals(expected, Files.readAllBytes(traced.resolve("weights.safetensors")));
        List<SystemCalls.Call> calls = all.read();
        assertTrue(calls.size() > 100, () -> calls.toString());
        TreeMap<String, Integer> kinds = new TreeMap<>();
        TreeSet<Integer> missed = new TreeSet<>();
        List<Integer> chosen = CAMPAIGN ? all(calls) : decisive(calls);
        for (int i : chosen) {
            Path run = folder.resolve("run" + i);
            SystemCalls killed = new SystemCalls(folder.resolve("trace" + i), run);
            if (begin(killed.killer(calls.get(i)), run) == 0) {
                missed.add(i);
                assertArrayEquals(expected, Files.readAllBytes(run.resolve("weights.safetensors")));
                continue;
            }
            List<SystemCalls.Call> before = killed.read();
            if (before.size() != i + 1 || !before.get(i).name().equals(calls.get(i).name())) {
                missed.add(i);
            }
            assertEndsWith(expected, run, calls.get(i).toString());
            kinds.merge(calls.get(i).name(), 1, Integer::sum);
            if (CAMPAIGN) {
                System.out.println(kinds.values().stream().mapToInt(Integer::intValue).sum() + " of " + chosen.size()
                        + ", killed at " + calls.get(i));
            }
        }
        System.out.println(chosen.size() + " kills at " + calls.size() + " system calls, all with the same bits in the"
                + " end: " + kinds + "; " + missed.size() + " of them at another call than was meant");
        // Threads load classes in an order of their own, so that another call may have the number, or none.
        assertTrue(missed.size() <= Math.max(2, chosen.size() / 2), () -> "missed " + missed);
    }

    /** First those that change something: a kill at one of the others leaves what a kill at the next of them leaves. */
    private static List<Integer> all(List<SystemCalls.Call> calls) {
        return IntStream.range(0, calls.size()).boxed()
                .sorted(Comparator.comparing(i -> !calls.get(i).changesFiles())).toList();
    }

    private static List<Integer> decisive(List<SystemCalls.Call> calls) {
        return DECISIVE.stream().map(name -> IntStream.range(0, calls.size())
                .filter(i -> calls.get(i).name().equals(name) && calls.get(i).line().contains("/checkpoints/"))
                .findFirst().orElseThrow()).toList();
    }

    private void assertEndsWith(byte[] expected, Path run, String killedAt) throws IOException, InterruptedException {
        int code = Files.exists(run.resolve("run.json"))
                ? cnnc.start("train", "--resume", run).waitFor()
                : begin(List.of(), run);
        assertEquals(0, code, () -> killedAt + "\n" + cnnc.log());
        assertArrayEquals(expected, Files.readAllBytes(run.resolve("weights.safetensors")), killedAt);
        try (Stream<Path> left = Files.walk(run)) {
            assertEquals(List.of(), left.filter(file -> file.toString().endsWith(".tmp")).toList(), killedAt);
        }
    }

    private int begin(List<String> tracer, Path run) throws IOException, InterruptedException {
        return cnnc.startUnder(tracer, training(run)).waitFor();
    }

    private Object[] training(Path run) {
        return new Object[] {"train", jar, "--data", data, "--run", run, "--epochs", 2, "--threads", 1,
            "--checkpoint-every", 5, "--keep", 2};
    }
}
