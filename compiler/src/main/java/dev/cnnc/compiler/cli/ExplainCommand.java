package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.compiler.report.ErrorPage;
import dev.cnnc.compiler.report.ErrorReference;
import dev.cnnc.runtime.CnncException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code cnnc explain}. */
@Command(
        name = "explain",
        description = "Explains an error or a warning with an example and its mend, or lists all.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  cnnc explain E0402", "  cnnc explain kernel-too-large", "  cnnc explain"})
final class ExplainCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "CODE",
            description = "The code in a message, or its name.",
            completionCandidates = Codes.class)
    private String name;

    private final Console console;

    ExplainCommand(Console console) {
        this.console = console;
    }

    /** For the shell's completion. */
    static final class Codes extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Codes() {
            super(Arrays.stream(DiagnosticCode.values()).map(DiagnosticCode::code).toList());
        }
    }

    @Override
    public Integer call() {
        if (name == null) {
            console.out().print(ErrorReference.list());
            return ExitCode.DONE;
        }
        DiagnosticCode code = DiagnosticCode.find(name).orElseThrow(() -> {
            String hint = Suggestions.hint(name, DiagnosticCode.names());
            return new CnncException("there is no error or warning '" + name + "'; "
                    + (hint.isEmpty() ? "'cnnc explain' lists them" : hint));
        });
        console.out().print(ErrorPage.of(code).text());
        return ExitCode.DONE;
    }
}
