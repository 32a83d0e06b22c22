package dev.cnnc.compiler.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.Outcome;
import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticRenderer;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.ModelInfo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are nearly right: each ends in a planned network or in messages, soon, and never in an exception. */
class MutatedSamplesTest {

    private static final Path SAMPLES = Path.of("..", "samples");
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Of the processor's time, which a busy machine does not stretch. */
    private static final long MOST_NANOSECONDS = 2_000_000_000L;

    private static final long MOST_BYTES = 1L << 30;

    @TempDir
    Path folder;

    private final List<Sample> samples = new ArrayList<>();

    /**
     * A file to break.
     *
     * @param model the file to compile then: the same, or one that imports it
     */
    private record Sample(Path file, byte[] text, Path model) {}

    @BeforeEach
    void copySamples() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES, 2)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".cnn")).sorted().toList()) {
                Path copy = folder.resolve(SAMPLES.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                samples.add(new Sample(file, Files.readAllBytes(file), modelOf(file)));
            }
        }
    }

    private static Path modelOf(Path file) throws IOException {
        if (isModel(file)) {
            return file;
        }
        try (Stream<Path> siblings = Files.list(file.getParent())) {
            for (Path sibling : siblings.sorted().toList()) {
                boolean imports = Files.readString(sibling).contains("from \"" + file.getFileName() + "\"");
                if (isModel(sibling) && imports) {
                    return sibling;
                }
            }
        }
        throw new IllegalStateException("no model imports " + file);
    }

    private static boolean isModel(Path file) throws IOException {
        return Files.readString(file).lines().anyMatch(line -> line.startsWith("model "));
    }

    @Test
    void everyMutantEndsInANetworkOrInMessages() throws IOException {
        breakSamples(1000, new Random(20));
    }

    @Tag("campaign")
    @Test
    void everyMutantOfAHundredThousandEndsInANetworkOrInMessages() throws IOException {
        breakSamples(100_000, new Random());
    }

    private void breakSamples(int mutants, Random random) throws IOException {
        Mutator mutator = new Mutator(random);
        int sound = 0;
        for (int i = 0; i < mutants; i++) {
            Sample sample = samples.get(i % samples.size());
            byte[] mutant = mutator.mutate(sample.text());
            Files.write(sample.file(), mutant);
            String story = sample.file().getFileName() + " of " + sample.model() + ":\n"
                    + new String(mutant, StandardCharsets.UTF_8);
            boolean isSound =
                    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> check(sample.model(), story), story);
            sound += isSound ? 1 : 0;
            Files.write(sample.file(), sample.text());
        }
        assertTrue(sound > mutants / 50, "only " + sound + " mutants were sound: they are too wild to tell anything");
    }

    private static boolean check(Path model, String story) {
        long bytes = THREAD.getCurrentThreadAllocatedBytes();
        long time = THREAD.getCurrentThreadCpuTime();
        boolean sound = compile(model, story);
        time = THREAD.getCurrentThreadCpuTime() - time;
        bytes = THREAD.getCurrentThreadAllocatedBytes() - bytes;
        assertTrue(time < MOST_NANOSECONDS, time / 1_000_000 + " ms for " + story);
        assertTrue(bytes < MOST_BYTES, bytes + " bytes for " + story);
        return sound;
    }

    private static boolean compile(Path model, String story) {
        Outcome<ModelInfo> outcome;
        try {
            outcome = Compiler.info(model, CompilerOptions.defaults());
        } catch (CnncException unreadable) {
            return false;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("an exception for " + story, e);
        }
        outcome.diagnostics().forEach(new DiagnosticRenderer(true)::render);
        boolean errors = outcome.diagnostics().stream()
                .anyMatch(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR);
        assertEquals(outcome.result().isEmpty(), errors, story);
        return !errors;
    }
}
