package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.CheckedModel;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.Outcome;
import dev.cnnc.runtime.CnncException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cnnc check}. */
@Command(
        name = "check",
        description = "Reads and checks .cnn files, and shows all errors at once.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  cnnc check lenet5.cnn", "  cnnc check --set classes=100 models/*.cnn"})
final class CheckCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files to check.")
    private List<Path> files;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A value for a parameter of the models.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    private final Console console;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        int code = ExitCode.DONE;
        for (Path file : files) {
            try {
                Outcome<CheckedModel> outcome = Compiler.check(
                        ModelSource.requireFile(file), CompilerOptions.defaults().withParameters(parameters));
                CheckedModel model = ModelSource.require(outcome, console);
                int layers = model.graph().nodes().size();
                console.out().println(file + ": " + layers + (layers == 1 ? " layer" : " layers") + ", no errors");
            } catch (RejectedInput rejected) {
                code = ExitCode.WRONG_INPUT;
            } catch (CnncException e) {
                console.error(e.getMessage());
                code = ExitCode.WRONG_INPUT;
            }
        }
        return code;
    }
}
