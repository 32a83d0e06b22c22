package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.report.Summary;
import dev.cnnc.compiler.report.SummaryFormat;
import dev.cnnc.runtime.CnncException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc summary}. */
@Command(
        name = "summary",
        description = "Shows the layers of a network with their shapes and what they cost.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Memory of a layer is that of its output for one image. The totals count weights twice to predict",
            "(as they are and packed for the kernels), and with gradients and optimiser to train.",
            "kB and MB are powers of 1000.",
            "",
            "Examples:",
            "  cnnc summary lenet5.cnn",
            "  cnnc summary cifar_resnet20.cnn --depth 1 --batch 128",
            "  cnnc summary --set classes=100 --format markdown vgg.cnn"
        })
final class SummaryCommand implements Callable<Integer> {

    @Mixin
    private ModelSource model;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "Fold what lies deeper in blocks and repeats than N names (default: nothing).")
    private int depth = Summary.UNFOLDED;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Images at once, for the memory (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private int batch;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "One of ${COMPLETION-CANDIDATES} (default: table).",
            defaultValue = "TABLE",
            completionCandidates = SummaryFormats.class)
    private SummaryFormat format;

    private final Console console;

    SummaryCommand(Console console) {
        this.console = console;
    }

    /** The formats in small letters. */
    static final class SummaryFormats extends java.util.ArrayList<String> {
        private static final long serialVersionUID = 1L;

        SummaryFormats() {
            super(java.util.List.of("table", "json", "csv", "markdown"));
        }
    }

    @Override
    public Integer call() {
        if (depth < 1 || batch < 1) {
            throw new CnncException("--depth and --batch are at least 1");
        }
        Summary summary = Summary.of(model.info(console), batch, depth);
        console.out().print(format.print(summary, console.columns(), console.unicode()));
        return ExitCode.DONE;
    }
}
