package dev.cnnc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.diagnostic.DiagnosticRenderer;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every file in {@code errors} and, beside it, what the compiler says about it, exactly as a user reads it.
 *
 * <p>{@code -Dgolden.update} writes the texts anew; read the difference before committing it.
 */
class ErrorMessagesTest {

    private static final Path FOLDER = Path.of("src/test/resources/errors");
    private static final Map<Path, String> RENDERED = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> messagesReadAsRecorded() throws IOException {
        return sources().stream().map(source -> DynamicTest.dynamicTest(
                source.getFileName().toString(), () -> {
                    String actual = rendered(source);
                    Path expected = source.resolveSibling(source.getFileName().toString().replace(".cnn", ".txt"));
                    if (System.getProperty("golden.update") != null) {
                        Files.writeString(expected, actual);
                    }
                    assertEquals(Files.readString(expected), actual);
                }));
    }

    @Test
    void noMessageCarriesAControlCharacter() throws IOException {
        for (Path source : sources()) {
            assertTrue(
                    rendered(source).codePoints().allMatch(point -> point == '\n' || !Character.isISOControl(point)),
                    source.toString());
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".cnn")).sorted().toList();
        }
    }

    private static String rendered(Path source) throws IOException {
        String known = RENDERED.get(source);
        if (known == null) {
            known = new DiagnosticRenderer(false).render(check(source));
            RENDERED.put(source, known);
        }
        return known;
    }

    private static Diagnostics check(Path source) {
        Diagnostics diagnostics = new Diagnostics();
        Compiler.check(source, CompilerOptions.defaults()).diagnostics().forEach(diagnostics::report);
        return diagnostics;
    }
}
