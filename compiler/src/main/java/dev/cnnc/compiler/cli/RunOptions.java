package dev.cnnc.compiler.cli;

import dev.cnnc.runtime.CheckpointOptions;
import dev.cnnc.runtime.CnncException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How {@code cnnc train} keeps a training in a folder. */
final class RunOptions {

    private static final int KEPT = 3;

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "A folder for the training: model, settings, log, checkpoints and weights.")
    private Path run;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = "Go on with the training in this folder; it ends as if it had never been broken off.")
    private Path resume;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "N[e]",
            description = "Save after each N steps, or with an e after each N epochs (default: 1e).")
    private String every;

    @Option(names = "--keep", paramLabel = "N", description = "Checkpoints to keep besides the best (default: 3).")
    private Integer keep;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "End when the validation loss has not fallen for N epochs, and take the best weights.")
    private Integer patience;

    Path run() {
        return run;
    }

    Path resume() {
        return resume;
    }

    /** Says which option has no meaning without a run. */
    void requireRun() {
        if (run == null && (every != null || keep != null || patience != null)) {
            throw new CnncException((every != null ? "--checkpoint-every" : keep != null ? "--keep" : "--patience")
                    + " goes with --run DIR, which names the folder for checkpoints");
        }
    }

    CheckpointOptions checkpoints(Path folder) {
        CheckpointOptions options = CheckpointOptions.in(folder)
                .withKeep(atLeast(1, "--keep", keep == null ? KEPT : keep))
                .withPatience(patience == null ? 0 : atLeast(1, "--patience", patience));
        if (every == null) {
            return options;
        }
        boolean epochs = every.endsWith("e");
        int count;
        try {
            count = Integer.parseInt(epochs ? every.substring(0, every.length() - 1) : every);
        } catch (NumberFormatException e) {
            throw new CnncException("--checkpoint-every is a number of steps such as 500, or of epochs such as 1e,"
                    + " found '" + every + "'", e);
        }
        atLeast(1, "--checkpoint-every", count);
        return epochs ? options.withEveryEpochs(count) : options.withEveryEpochs(0).withEverySteps(count);
    }

    private static int atLeast(int least, String option, int value) {
        if (value < least) {
            throw new CnncException(option + " is at least " + least + ", found " + value);
        }
        return value;
    }
}
