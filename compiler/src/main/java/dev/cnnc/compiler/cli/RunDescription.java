package dev.cnnc.compiler.cli;

import dev.cnnc.runtime.CheckpointOptions;
import dev.cnnc.runtime.TrainerOptions;
import dev.cnnc.runtime.data.ImageSelection;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run's folder says about the run: {@code run.json}.
 *
 * @param formatVersion {@link #FORMAT_VERSION} of the cnnc that wrote it
 * @param cnnc its version
 * @param machine that the run was begun on, as a checkpoint says it
 * @param model what the user named
 * @param set values for the model's parameters, as {@code --set} says them
 * @param input the images' size, as {@code --input} says it; empty if nothing
 * @param data where the images are
 * @param selection which of them are used
 * @param validation what {@code --validation} said; empty if nothing
 * @param options of the training, with the seed
 * @param everySteps steps between checkpoints, or 0
 * @param everyEpochs epochs between checkpoints, or 0
 * @param keep checkpoints that stay
 * @param patience epochs without a better one before the training ends, or 0
 * @param output where the weights go in the end; empty for the folder itself
 */
public record RunDescription(int formatVersion, String cnnc, String machine, String model, List<String> set,
        String input, String data, ImageSelection selection, String validation, TrainerOptions options, int everySteps,
        int everyEpochs, int keep, int patience, String output) {

    /** Checks that the share is a number. */
    public RunDescription {
        set = List.copyOf(set);
        if (!validation.isEmpty()) {
            Double.parseDouble(validation);
        }
    }

    /** The format that this cnnc reads and writes. */
    static final int FORMAT_VERSION = 1;

    CheckpointOptions checkpoints(Path folder) {
        return new CheckpointOptions(folder, everySteps, everyEpochs, keep, patience);
    }
}
