package dev.cnnc.compiler.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.grammar.SourceFile;
import dev.cnnc.grammar.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {

    @Test
    void thePlaceIsUnderlinedWhateverTabsAndWideLettersStandBeforeIt() {
        assertEquals("""
                net.cnn:1:7: error[E0101]: wrong
                 1 |     "字é" word
                   |           ^~~~
                """, render("\t\"字é\" word", "word"));
    }

    @Test
    void aStretchOfSeveralLinesShowsItsFirstAndItsLast() {
        assertEquals("""
                net.cnn:1:3: error[E0101]: wrong
                 1 | a {
                   |   ^
                   …
                 4 |   }
                   |   ~
                """, render("a {\n  b\n  c\n  }\n", "{\n  b\n  c\n  }"));
    }

    @Test
    void aPlaceAtTheEndOfTheFileIsShown() {
        SourceFile file = new SourceFile("net.cnn", "model x {\n");
        assertEquals("""
                net.cnn:2:1: error[E0101]: wrong
                 2 |\s
                   | ^
                """, render(new Span(file, 10, 10), List.of()));
    }

    @Test
    void nothingThatATerminalActsOnComesThrough() {
        String hostile = "\u001b[2J\u0007\u202e\u2028\u009b\r";
        SourceFile file = new SourceFile("n" + hostile, "x " + hostile + " y");
        Span span = new Span(file, 0, 1);
        Diagnostic diagnostic = Diagnostic.error(DiagnosticCode.SYNTAX, span, hostile, hostile)
                .withNotes(List.of(new Diagnostic.Note(new Span(file, 2, 3), hostile)));
        String text = new DiagnosticRenderer(false).render(diagnostic);
        for (char each : hostile.toCharArray()) {
            assertFalse(Character.isLetterOrDigit(each) ? each == 0 : each != '[' && text.indexOf(each) >= 0, text);
        }
        assertTrue(text.contains("<U+001B>[2J<U+0007><U+202E>"), text);
    }

    @Test
    void coloursAreThereOnlyWhenAskedFor() {
        Span span = new Span(new SourceFile("net.cnn", "x"), 0, 1);
        Diagnostic diagnostic = Diagnostic.warning(DiagnosticCode.UNUSED_TENSOR, span, "message", "hint");
        String coloured = new DiagnosticRenderer(true).render(diagnostic);
        assertTrue(coloured.contains("\u001b[1;33mwarning[W0101]: \u001b[0m"), coloured);
        assertEquals(new DiagnosticRenderer(false).render(diagnostic), coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
    }

    @Test
    void aVeryLongLineIsCutAroundThePlace() {
        String text = render("a ".repeat(50_000) + "here" + " b".repeat(50_000), "here");
        assertTrue(text.length() < 400, text);
        String[] lines = text.split("\n");
        assertEquals(lines[1].indexOf("here"), lines[2].indexOf("^~~~"));
    }

    @Test
    void messagesBeyondTheLimitAreCounted() {
        Diagnostics diagnostics = new Diagnostics();
        Span span = new Span(new SourceFile("net.cnn", "x"), 0, 1);
        for (int i = 0; i < 130; i++) {
            diagnostics.report(Diagnostic.warning(DiagnosticCode.UNUSED_TENSOR, span, "warning " + i, ""));
        }
        diagnostics.report(Diagnostic.error(DiagnosticCode.SYNTAX, span, "an error", ""));
        String text = new DiagnosticRenderer(false).render(diagnostics);
        assertTrue(text.endsWith("… and 31 more messages\n\n"
                + "1 error and 130 warnings; 'cnnc explain W0101' says more about the first\n"), text);
        assertTrue(diagnostics.hasErrors());
    }

    @Test
    void theSameMessageAtTheSamePlaceCountsOnce() {
        Diagnostics diagnostics = new Diagnostics();
        Span span = new Span(new SourceFile("net.cnn", "x y"), 0, 1);
        Diagnostic first = Diagnostic.error(DiagnosticCode.SYNTAX, span, "an error", "");
        diagnostics.report(first);
        diagnostics.report(first.withNotes(List.of(new Diagnostic.Note(span, "from elsewhere"))));
        assertEquals(List.of(first), diagnostics.all());
        assertEquals(1, diagnostics.errorCount());
    }

    private static String render(String source, String part) {
        SourceFile file = new SourceFile("net.cnn", source);
        int start = source.indexOf(part);
        return render(new Span(file, start, start + part.length()), List.of());
    }

    private static String render(Span span, List<Diagnostic.Note> notes) {
        return new DiagnosticRenderer(false)
                .render(Diagnostic.error(DiagnosticCode.SYNTAX, span, "wrong", "").withNotes(notes));
    }
}
