package dev.cnnc.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.Outcome;
import dev.cnnc.runtime.ModelInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("."))) {
            return files.filter(file -> file.toString().endsWith(".cnn")).sorted().toList();
        }
    }

    @Test
    void thereAreSamples() throws IOException {
        assertTrue(samples().size() >= 3);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleCompilesWithoutAWord(Path sample) {
        Outcome<Compilation> outcome = Compiler.compile(sample, CompilerOptions.defaults());
        assertTrue(outcome.succeeded(), () -> outcome.diagnostics().toString());
        assertEquals(List.of(), outcome.diagnostics());
    }

    /** Counts as published: LeCun et al. 1998 with full connections; the Keras example; He et al. 2015, option A. */
    @ParameterizedTest
    @CsvSource({
        "lenet5.cnn, 61706, 0, 416520",
        "keras_mnist.cnn, 34826, 0, 2440960",
        "cifar_resnet20.cnn, 269722, 1376, 40551040"
    })
    void parametersAndCostAreAsPublished(String sample, long trainable, long state, long macs) {
        ModelInfo info = Compiler.info(Repository.sample(sample), CompilerOptions.defaults()).result().orElseThrow();
        assertEquals(trainable, info.trainableParameters());
        assertEquals(state, info.otherParameters());
        assertEquals(macs, info.macs());
    }
}
