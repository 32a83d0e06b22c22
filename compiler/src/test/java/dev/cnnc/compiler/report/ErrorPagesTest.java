package dev.cnnc.compiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.DiagnosticRenderer;
import dev.cnnc.compiler.diagnostic.WarningLevels;
import dev.cnnc.compiler.lint.Lints;
import dev.cnnc.compiler.report.ErrorPage.Fence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pages of {@code docs/errors}: every code has one, its wrong example gives exactly its code and the message on the
 * page, and its mend gives nothing.
 *
 * <p>{@code -Dgolden.update} writes the messages into the pages anew; read the difference before committing it.
 */
class ErrorPagesTest {

    private static final Path PAGES =
            Path.of(System.getProperty("basedir", "."), "..", "docs", "errors").normalize();

    @TempDir
    private Path folder;

    @Test
    void everyCodeHasAPageAndEveryPageACode() throws IOException {
        Set<String> codes = Arrays.stream(DiagnosticCode.values())
                .map(code -> code.code() + ".md")
                .collect(Collectors.toCollection(TreeSet::new));
        codes.add("README.md");
        try (Stream<Path> files = Files.list(PAGES)) {
            Set<String> pages =
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(codes, pages);
        }
    }

    @Test
    void theContentsListEveryCode() throws IOException {
        Path contents = PAGES.resolve("README.md");
        if (System.getProperty("golden.update") != null) {
            Files.writeString(contents, ErrorReference.markdown());
        }
        assertEquals(ErrorReference.markdown(), Files.readString(contents));
    }

    @Test
    void noTwoCodesAreAlikeAndWarningsHaveTheirLints() {
        assertEquals(DiagnosticCode.values().length * 2, Set.copyOf(DiagnosticCode.names()).size());
        Set<DiagnosticCode> warnings = Arrays.stream(DiagnosticCode.values())
                .filter(DiagnosticCode::isWarning)
                .collect(Collectors.toSet());
        assertEquals(warnings, Set.copyOf(Lints.codes()));
    }

    @ParameterizedTest
    @EnumSource(DiagnosticCode.class)
    void aPageBeginsWithItsCodeAndTitle(DiagnosticCode code) throws IOException {
        List<String> lines = Files.readAllLines(PAGES.resolve(code.code() + ".md"));
        assertEquals("# " + code.code() + ": " + code.title(), lines.get(0));
        assertEquals("`" + code.slug() + "`", lines.get(2));
        lines.forEach(line -> assertTrue(line.length() <= 120 || line.startsWith("    "), line));
    }

    @ParameterizedTest
    @EnumSource(DiagnosticCode.class)
    void theWrongExampleGivesItsMessageAndTheMendNone(DiagnosticCode code) throws IOException {
        List<Fence> fences = ErrorPage.of(code).fences();
        for (Fence fence : fences) {
            if (fence.info().startsWith("cnn ")) {
                Files.writeString(folder.resolve(fence.info().substring("cnn ".length())), fence.text());
            }
        }
        List<Fence> examples = fences.stream().filter(fence -> fence.info().equals("cnn")).toList();
        List<Fence> messages = fences.stream().filter(fence -> fence.info().equals("text")).toList();
        assertEquals(2, examples.size());
        assertEquals(1, messages.size());

        List<Diagnostic> wrong = check(examples.get(0).text(), code);
        assertEquals(Set.of(code), wrong.stream().map(Diagnostic::code).collect(Collectors.toSet()));
        String rendered = render(wrong);
        if (System.getProperty("golden.update") != null) {
            Path page = PAGES.resolve(code.code() + ".md");
            Files.writeString(page, Files.readString(page)
                    .replace("```text\n" + messages.get(0).text() + "```", "```text\n" + rendered + "```"));
        } else {
            assertEquals(rendered, messages.get(0).text());
        }
        assertEquals(List.of(), check(examples.get(1).text(), code));
    }

    private List<Diagnostic> check(String source, DiagnosticCode code) throws IOException {
        WarningLevels levels = code.isOnByDefault()
                ? WarningLevels.defaults()
                : new WarningLevels(Set.of(), Set.of(code), Set.of(), false);
        Path file = Files.writeString(folder.resolve("net.cnn"), source);
        return Compiler.check(file, CompilerOptions.defaults().withWarnings(levels)).diagnostics();
    }

    private String render(List<Diagnostic> diagnostics) {
        DiagnosticRenderer renderer = new DiagnosticRenderer(false);
        String text = diagnostics.stream().map(renderer::render).collect(Collectors.joining("\n"));
        return text.replace(folder + "/", "");
    }

    @Test
    void aPageReadsWellInATerminal() {
        String text = ErrorPage.of(DiagnosticCode.BIAS_BEFORE_NORM).text();
        assertTrue(text.startsWith("W0201: a bias stands before a norm that takes it away\n\n'bias-before-norm'\n\n"),
                text);
        assertTrue(text.contains("\n    model net {\n      input(28x28x1)\n"), text);
    }
}
