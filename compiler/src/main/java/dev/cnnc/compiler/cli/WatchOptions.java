package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.Trainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** What {@code cnnc train} lets people see of a training. */
final class WatchOptions {

    static final String REPORT = "--report";
    static final String TENSORBOARD = "--tensorboard";

    @Option(names = REPORT, description = "Make an HTML page of the run in the end, as 'cnnc report' does.")
    private boolean report;

    @Option(
            names = TENSORBOARD,
            paramLabel = "DIR",
            description = "Write event files for TensorBoard into this folder.")
    private Path tensorBoard;

    /** Says that a page is made of a run's folder only. */
    void requireRunIf(boolean none) {
        if (report && none) {
            throw new CnncException(REPORT + " goes with --run DIR, the folder that the page is made of");
        }
    }

    /** Those who write a training down, of whom {@code others} do it always. */
    Watch over(Model model, Trainer trainer, TrainingImages images,
            Supplier<Optional<ObservedNetwork>> network, List<Watch.Writer> others) {
        List<Watch.Writer> writers = new ArrayList<>(others);
        if (tensorBoard != null) {
            writers.add(new TensorBoardWriter(tensorBoard, model, trainer));
        }
        return new Watch(trainer, images, writers.isEmpty() ? Optional.empty() : network.get(), writers);
    }

    boolean report() {
        return report;
    }
}
