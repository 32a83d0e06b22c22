package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.compiler.layer.LayerCatalogue;
import dev.cnnc.compiler.layer.LayerKind;
import dev.cnnc.compiler.report.LayerReference;
import dev.cnnc.runtime.CnncException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code cnnc layers}. */
@Command(
        name = "layers",
        description = "Lists the kinds of layer, or documents one.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  cnnc layers", "  cnnc layers conv"})
final class LayersCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "The kind to document.",
            completionCandidates = Names.class)
    private String name;

    private final Console console;

    LayersCommand(Console console) {
        this.console = console;
    }

    /** For the shell's completion. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Names() {
            super(LayerCatalogue.names());
        }
    }

    @Override
    public Integer call() {
        if (name == null) {
            console.out().print(LayerReference.list());
            return ExitCode.DONE;
        }
        LayerKind kind = LayerCatalogue.find(name).orElseThrow(() -> {
            String hint = Suggestions.hint(name, LayerCatalogue.names());
            return new CnncException("there is no layer '" + name + "'; "
                    + (hint.isEmpty() ? "'cnnc layers' lists them" : hint));
        });
        console.out().print(LayerReference.text(kind));
        return ExitCode.DONE;
    }
}
