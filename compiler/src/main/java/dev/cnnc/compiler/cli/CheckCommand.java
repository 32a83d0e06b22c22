package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.CheckedBlocks;
import dev.cnnc.compiler.CheckedFile;
import dev.cnnc.compiler.CheckedModel;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.Outcome;
import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.compiler.report.DiagnosticsJson;
import dev.cnnc.runtime.CnncException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cnnc check}. */
@Command(
        name = "check",
        description = "Reads and checks .cnn files, and shows all errors and warnings at once.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "With --format json, the messages are an array on standard output, with file, range",
            "(from 0, as editors count), severity, code, name, message, hint and",
            "relatedInformation of each.",
            "",
            "Examples:",
            "  cnnc check lenet5.cnn",
            "  cnnc check --deny-warnings --set classes=100 models/*.cnn",
            "  cnnc check --format json lenet5.cnn"
        })
final class CheckCommand implements Callable<Integer> {

    /** How the messages are shown. */
    enum Format {
        TEXT,
        JSON
    }

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files to check.")
    private List<Path> files;

    @Mixin
    private NetworkSettings settings = new NetworkSettings();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text for people (the default), or json for editors.",
            defaultValue = "TEXT")
    private Format format;

    @Mixin
    private Warnings warnings;

    private final Console console;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CompilerOptions options = settings.addTo(CompilerOptions.defaults().withWarnings(warnings.levels()));
        return format == Format.JSON ? json(options) : text(options);
    }

    private int text(CompilerOptions options) {
        int code = ExitCode.DONE;
        for (Path file : files) {
            try {
                Outcome<CheckedFile> outcome = Compiler.checkFile(ModelSource.requireFile(file), options);
                console.out().println(file + ": " + describe(ModelSource.require(outcome, console)));
            } catch (RejectedInput rejected) {
                code = ExitCode.WRONG_INPUT;
            } catch (CnncException e) {
                console.error(e.getMessage());
                code = ExitCode.WRONG_INPUT;
            }
        }
        return code;
    }

    private static String describe(CheckedFile file) {
        if (file instanceof CheckedBlocks library) {
            return Amounts.count(library.blocks(), "block")
                    + ", no errors; shapes are checked with a model that imports this file";
        }
        return Amounts.count(((CheckedModel) file).graph().nodes().size(), "layer") + ", no errors";
    }

    private int json(CompilerOptions options) {
        int code = ExitCode.DONE;
        DiagnosticsJson messages = new DiagnosticsJson();
        for (Path file : files) {
            try {
                Outcome<CheckedFile> outcome = Compiler.checkFile(ModelSource.requireFile(file), options);
                outcome.diagnostics().forEach(messages::add);
                code = outcome.succeeded() ? code : ExitCode.WRONG_INPUT;
            } catch (CnncException e) {
                messages.addUnreadable(file.toString(), e.getMessage());
                code = ExitCode.WRONG_INPUT;
            }
        }
        console.out().print(messages.text());
        return code;
    }
}
