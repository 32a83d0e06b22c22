package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticRenderer;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.diagnostic.PrintableText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a command writes, and what can be shown there.
 *
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
 * @param plain         whether colours are unwanted or unknown to the terminal
 * @param unicode       whether more than ASCII can be shown
 * @param columns       the width of the terminal
 */
record Console(
        PrintStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean plain,
        boolean unicode,
        int columns) {

    private static final int USUAL_COLUMNS = 80;
    private static final int WIDEST = 120;

    /**
     * The process's own streams. What Java cannot find out, the launcher tells in properties: also that the real
     * standard error is descriptor 0, so that Java's warnings do not reach it.
     */
    static Console ofProcess() {
        Map<String, String> environment = System.getenv();
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean unicode = isUtf8(environment);
        Charset charset = unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
        int columns = Integer.getInteger("cnnc.columns", USUAL_COLUMNS);
        boolean swapped = "0".equals(System.getProperty("cnnc.messages"));
        FileDescriptor messages = swapped ? FileDescriptor.in : FileDescriptor.err;
        return new Console(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset),
                new PrintStream(new FileOutputStream(messages), true, charset),
                isTerminal("cnnc.out"),
                isTerminal("cnnc.err"),
                plain,
                unicode,
                columns <= 0 ? USUAL_COLUMNS : Math.min(Math.max(columns, 40), WIDEST));
    }

    private static boolean isTerminal(String property) {
        return "terminal".equals(System.getProperty(property));
    }

    private static boolean isUtf8(Map<String, String> environment) {
        for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
            String value = environment.getOrDefault(name, "").toLowerCase(Locale.ROOT);
            if (!value.isEmpty()) {
                return value.contains("utf-8") || value.contains("utf8");
            }
        }
        return false;
    }

    /** The same with everything in {@code err}, for commands whose {@code out} a program reads. */
    Console withTextOnErr() {
        return new Console(err, err, errIsTerminal, errIsTerminal, plain, unicode, columns);
    }

    boolean outColours() {
        return outIsTerminal && !plain;
    }

    boolean errColours() {
        return errIsTerminal && !plain;
    }

    /** A bar of so many letters, filled to a share. */
    String bar(double share, int length) {
        int full = (int) (share * Math.max(0, length));
        return (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : "-").repeat(Math.max(0, length - full));
    }

    /** Prints what the compiler has to say. */
    void report(List<Diagnostic> diagnostics) {
        Diagnostics all = new Diagnostics();
        diagnostics.forEach(all::report);
        err.print(new DiagnosticRenderer(errColours()).render(all));
    }

    /** An error in one line, or with a list of what is wrong in the lines below. */
    void error(String message) {
        String printable = message.lines().map(PrintableText::of).collect(Collectors.joining(System.lineSeparator()));
        err.println((errColours() ? "\u001b[1;31merror:\u001b[0m " : "error: ") + printable);
    }
}
