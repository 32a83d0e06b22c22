package dev.cnnc.compiler.report;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import java.util.Arrays;
import java.util.List;

/** The list of all errors and warnings, for a terminal and as {@code docs/errors/README.md}. */
public final class ErrorReference {

    private ErrorReference() {}

    /** A line for each. */
    public static String list() {
        StringBuilder text = new StringBuilder();
        text.append("Errors\n");
        of(false).forEach(code -> line(text, code));
        text.append("\nWarnings\n");
        of(true).forEach(code -> line(text, code));
        return text.append("\n'cnnc explain CODE' explains one of them.\n").toString();
    }

    private static void line(StringBuilder text, DiagnosticCode code) {
        text.append(String.format("  %s  %-23s  %s%n", code.code(), code.slug(), code.title() + off(code))
                .replace("\r\n", "\n"));
    }

    private static String off(DiagnosticCode code) {
        return code.isOnByDefault() ? "" : " (off by default)";
    }

    /** The contents of the folder of pages. */
    public static String markdown() {
        StringBuilder text = new StringBuilder("""
                # Errors and warnings

                Every message of cnnc has a code, which stays the same from version to version. `cnnc explain E0402`
                prints the page of one. Each page has a wrong example, what cnnc says of it, and a mend; tests compile
                them all.

                ## Errors

                """);
        table(text, of(false));
        text.append("""

                ## Warnings

                A warning does not keep a network from being compiled. `--allow W0201` switches one off, `--deny W0201`
                makes it an error, `--deny-warnings` makes all of them errors, and `--warn W0302` switches on one that
                is off by default. The options take names, too: `--allow bias-before-norm`.

                """);
        table(text, of(true));
        return text.toString();
    }

    private static List<DiagnosticCode> of(boolean warnings) {
        return Arrays.stream(DiagnosticCode.values())
                .filter(code -> code.isWarning() == warnings)
                .toList();
    }

    private static void table(StringBuilder text, List<DiagnosticCode> codes) {
        text.append("| Code | Name | What |\n|---|---|---|\n");
        for (DiagnosticCode code : codes) {
            text.append("| [").append(code.code()).append("](").append(code.code()).append(".md) | `")
                    .append(code.slug()).append("` | ").append(code.title()).append(off(code)).append(" |\n");
        }
    }
}
