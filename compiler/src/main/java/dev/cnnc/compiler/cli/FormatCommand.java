package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.elaborate.FileSourceLoader;
import dev.cnnc.grammar.Formatter;
import dev.cnnc.grammar.SourceFile;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cnnc fmt}. */
@Command(
        name = "fmt",
        description = "Formats .cnn files in place; comments stay.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "With --check nothing is written, and the exit code is 1 if a file is not formatted.",
            "",
            "Examples:",
            "  cnnc fmt lenet5.cnn",
            "  cnnc fmt --check models/*.cnn"
        })
final class FormatCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files to format.")
    private List<Path> files;

    @Option(names = "--check", description = "Name the files that are not formatted, and change nothing.")
    private boolean check;

    @Option(names = "--stdout", description = "Print the formatted text, and change nothing.")
    private boolean print;

    private final Console console;

    FormatCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        int code = ExitCode.DONE;
        for (Path file : files) {
            try {
                code = Math.max(code, format(file));
            } catch (CnncException e) {
                console.error(e.getMessage());
                code = ExitCode.WRONG_INPUT;
            }
        }
        return code;
    }

    private int format(Path file) {
        SourceFile source = read(file);
        Formatter.Result result = Formatter.format(source);
        if (result.text().isEmpty()) {
            console.report(result.errors().stream()
                    .map(error -> Diagnostic.error(DiagnosticCode.SYNTAX, error.span(), error.message(), error.hint()))
                    .toList());
            return ExitCode.WRONG_INPUT;
        }
        String formatted = result.text().get();
        if (print) {
            console.out().print(formatted);
            return ExitCode.DONE;
        }
        if (formatted.equals(source.text())) {
            return ExitCode.DONE;
        }
        if (check) {
            console.out().println(file + " is not formatted");
            return ExitCode.FAILED;
        }
        AtomicFile.write(file, out -> out.write(formatted.getBytes(StandardCharsets.UTF_8)));
        console.err().println("formatted " + file);
        return ExitCode.DONE;
    }

    private static SourceFile read(Path file) {
        try {
            return FileSourceLoader.open(ModelSource.requireFile(file)).root();
        } catch (IOException e) {
            throw new CnncException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
