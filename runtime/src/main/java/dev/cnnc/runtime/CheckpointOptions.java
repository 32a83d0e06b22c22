package dev.cnnc.runtime;

import java.nio.file.Path;
import java.util.Objects;

/**
 * When a training is saved, and how much of what was saved is kept. After the last epoch it is saved in any case.
 *
 * @param folder for the checkpoints; made if it is not there
 * @param everySteps a checkpoint after each so many steps; 0 for none
 * @param everyEpochs a checkpoint after each so many epochs; 0 for none
 * @param keep how many of the newest checkpoints stay, at least 1; the best one stays besides
 * @param patience the training ends when the loss has not fallen for so many epochs; 0 for never
 */
public record CheckpointOptions(Path folder, int everySteps, int everyEpochs, int keep, int patience) {
    /** Checks the numbers. */
    public CheckpointOptions {
        Objects.requireNonNull(folder, "the folder");
        if (everySteps < 0 || everyEpochs < 0 || keep < 1 || patience < 0) {
            throw new CnncException("checkpoints every " + everySteps + " steps and " + everyEpochs + " epochs, "
                    + keep + " to keep, patience " + patience + ": none may be below 0, and one checkpoint is kept");
        }
    }

    /** A checkpoint after each epoch, the last three kept, no early stopping. */
    public static CheckpointOptions in(Path folder) {
        return new CheckpointOptions(folder, 0, 1, 3, 0);
    }

    public CheckpointOptions withEverySteps(int steps) {
        return new CheckpointOptions(folder, steps, everyEpochs, keep, patience);
    }

    public CheckpointOptions withEveryEpochs(int epochs) {
        return new CheckpointOptions(folder, everySteps, epochs, keep, patience);
    }

    public CheckpointOptions withKeep(int checkpoints) {
        return new CheckpointOptions(folder, everySteps, everyEpochs, checkpoints, patience);
    }

    public CheckpointOptions withPatience(int epochs) {
        return new CheckpointOptions(folder, everySteps, everyEpochs, keep, epochs);
    }
}
