package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.report.EvaluationReport;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.Evaluation;
import dev.cnnc.runtime.data.DataSource;
import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.data.ImageSelection;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc evaluate}. */
@Command(
        name = "evaluate",
        description = "Measures how well a trained network classifies labelled images.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Where the data has a part for tests, that is taken; otherwise all of it.",
            "",
            "Examples:",
            "  cnnc evaluate lenet5.cnn --weights lenet5.safetensors --data fashion-mnist/",
            "  cnnc evaluate lenet5.jar --data photos/ --top 3 --json"
        })
final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private ModelSource model;

    @Mixin
    private ImagesSource images;

    @Mixin
    private Threads threads;

    @Option(names = "--weights", paramLabel = "FILE", description = "Trained weights (default: those in the jar).")
    private Path weights;

    @Option(
            names = "--top",
            paramLabel = "K",
            description = "Also tell how often the class is among the first K (default: ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private int top;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final Console console;

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (top < 1) {
            throw new CnncException("--top is at least 1, found " + top);
        }
        try (OpenModel open = model.open(console)) {
            DataSource source = images.open(open.model().info());
            Dataset data = new ImageSelection(images.classes(), 0).test(source.test().orElseGet(source::training));
            Evaluation evaluation = open.model().evaluate(open.weights(weights), data, threads.count());
            EvaluationReport report = new EvaluationReport(evaluation, top);
            if (json) {
                console.out().print(report.json());
            } else {
                console.out().println(report.figures());
                console.out().println(report.confusion(console.columns(), console.unicode()));
                console.out().print(report.classes(console.columns(), console.unicode()));
                String decisions = report.decisions(console.columns(), console.unicode());
                console.out().print(decisions.isEmpty() ? "" : "\n" + decisions);
            }
        }
        return ExitCode.DONE;
    }
}
