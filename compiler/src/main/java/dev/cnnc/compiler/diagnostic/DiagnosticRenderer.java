package dev.cnnc.compiler.diagnostic;

import dev.cnnc.compiler.diagnostic.Diagnostic.Severity;
import dev.cnnc.grammar.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints messages for people: the place, what is wrong, the line with the part underlined, how it came about, what to
 * do.
 *
 * <pre>
 * lenet5.cnn:5:3: error[E0203]: there is no layer or block named 'cnov'
 *  5 |   cnov(6, 5x5)  tanh
 *    |   ^~~~
 *   hint: did you mean 'conv'?
 * </pre>
 */
public final class DiagnosticRenderer {

    /** So many notes are shown with their line of source; a deeper trail goes on with places only. */
    private static final int NOTES_WITH_SOURCE = 3;

    private static final int NOTES = 12;

    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[1;31m";
    private static final String YELLOW = "\u001b[1;33m";
    private static final String BLUE = "\u001b[34m";
    private static final String GREEN = "\u001b[32m";

    private final boolean colours;

    public DiagnosticRenderer(boolean colours) {
        this.colours = colours;
    }

    /** All messages, a blank line between them, and at the end how many there are. */
    public String render(Diagnostics diagnostics) {
        StringBuilder text = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics.all()) {
            text.append(render(diagnostic)).append('\n');
        }
        if (diagnostics.leftOut() > 0) {
            text.append("… and ").append(count(diagnostics.leftOut(), "more message")).append("\n\n");
        }
        if (!diagnostics.all().isEmpty()) {
            text.append(counts(diagnostics)).append("; 'cnnc explain ")
                    .append(diagnostics.all().get(0).code().code()).append("' says more about the first\n");
        }
        return text.toString();
    }

    private static String counts(Diagnostics diagnostics) {
        List<String> counts = new ArrayList<>();
        if (diagnostics.errorCount() > 0) {
            counts.add(count(diagnostics.errorCount(), "error"));
        }
        if (diagnostics.warningCount() > 0) {
            counts.add(count(diagnostics.warningCount(), "warning"));
        }
        return String.join(" and ", counts);
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** One message, ended by a line end. */
    public String render(Diagnostic diagnostic) {
        boolean isError = diagnostic.severity() == Severity.ERROR;
        String colour = isError ? RED : YELLOW;
        StringBuilder text = new StringBuilder();
        text.append(paint(BOLD, place(diagnostic.span()) + ": "))
                .append(paint(colour, (isError ? "error[" : "warning[") + diagnostic.code().code() + "]: "))
                .append(paint(BOLD, PrintableText.of(diagnostic.message())))
                .append('\n');
        excerpt(text, diagnostic.span(), colour);
        notes(text, diagnostic);
        if (!diagnostic.hint().isEmpty()) {
            text.append(paint(GREEN, "  hint: ")).append(PrintableText.of(diagnostic.hint())).append('\n');
        }
        return text.toString();
    }

    private void notes(StringBuilder text, Diagnostic diagnostic) {
        List<Diagnostic.Note> notes = diagnostic.notes();
        int withSource = 0;
        for (Diagnostic.Note note : notes.subList(0, Math.min(NOTES, notes.size()))) {
            if (note.span().equals(diagnostic.span())) {
                text.append(paint(BLUE, "  note: ")).append(PrintableText.of(note.text())).append('\n');
            } else {
                text.append(place(note.span())).append(": ").append(paint(BLUE, "note: "));
                text.append(PrintableText.of(note.text())).append('\n');
                if (withSource++ < NOTES_WITH_SOURCE) {
                    excerpt(text, note.span(), BLUE);
                }
            }
            for (String line : note.details()) {
                text.append("    ").append(PrintableText.of(line)).append('\n');
            }
        }
        if (notes.size() > NOTES) {
            text.append("  … and ").append(count(notes.size() - NOTES, "more note")).append('\n');
        }
    }

    private static String place(Span span) {
        return PrintableText.of(span.toString());
    }

    private void excerpt(StringBuilder text, Span span, String colour) {
        List<SourceExcerpt.Line> lines = SourceExcerpt.of(span);
        int gutter = Integer.toString(lines.get(lines.size() - 1).number()).length() + 1;
        for (int i = 0; i < lines.size(); i++) {
            SourceExcerpt.Line line = lines.get(i);
            if (i > 0 && line.number() > lines.get(i - 1).number() + 1) {
                text.append(" ".repeat(gutter)).append(" …\n");
            }
            text.append(paint(BLUE, String.format("%" + gutter + "d | ", line.number())));
            text.append(line.text()).append('\n');
            String mark = (i == 0 ? "^" : "~") + "~".repeat(Math.max(0, line.to() - line.from() - 1));
            text.append(paint(BLUE, " ".repeat(gutter) + " | "));
            text.append(" ".repeat(line.from())).append(paint(colour, mark)).append('\n');
        }
    }

    private String paint(String colour, String text) {
        return colours ? colour + text + RESET : text;
    }
}
