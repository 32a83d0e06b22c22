package dev.cnnc.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.Outcome;
import dev.cnnc.grammar.Formatter;
import dev.cnnc.grammar.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void everySampleIsFormatted() throws IOException {
        for (Path sample : Repository.samples()) {
            String text = Files.readString(sample);
            Optional<String> formatted = Formatter.format(new SourceFile(sample.toString(), text)).text();
            assertEquals(Optional.of(text), formatted, () -> "cnnc fmt " + sample);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleCompilesWithoutAWord(Path sample) {
        Outcome<Compilation> outcome = Compiler.compile(sample, CompilerOptions.defaults());
        assertTrue(outcome.succeeded(), () -> outcome.diagnostics().toString());
        assertEquals(List.of(), outcome.diagnostics());
    }
}
