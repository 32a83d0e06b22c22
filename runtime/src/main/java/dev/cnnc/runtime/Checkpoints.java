package dev.cnnc.runtime;

import dev.cnnc.runtime.io.AtomicFile;
import dev.cnnc.runtime.io.WriteFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps a training in a folder of checkpoints, so that a process that dies loses no more than the steps since the last
 * one, and ends a training that no longer gets better. What it ends with is the same to the last bit, however often it
 * was broken off, on the same machine.
 *
 * <pre>{@code
 * try (Trainer trainer = model.newTrainer(options)) {
 *     Checkpoints checkpoints = new Checkpoints(trainer, CheckpointOptions.in(Path.of("run")).withPatience(5));
 *     checkpoints.resume();
 *     trainer.fit(training, validation, checkpoints);
 *     checkpoints.restoreBest();
 * }
 * }</pre>
 *
 * <p>An epoch is better than another if its loss over the validation images is lower or, without these, its loss over
 * the training images.
 */
public final class Checkpoints implements TrainListener {
    private static final String BEST = "best.safetensors";
    private static final String PREFIX = "step-";
    private static final String SUFFIX = ".safetensors";

    private final Trainer trainer;
    private final CheckpointOptions options;
    private long savedSteps = -1;
    private boolean stoppedEarly;

    /**
     * What {@link #resume()} found.
     *
     * @param from the checkpoint that the training goes on from; empty where there was none
     * @param damaged what is wrong with each newer one; those files have been renamed to end in {@code .damaged}
     */
    public record Resumption(Optional<Path> from, List<String> damaged) {
        public Resumption {
            damaged = List.copyOf(damaged);
        }
    }

    /** @throws WriteFailure if there is no such folder and it cannot be made */
    public Checkpoints(Trainer trainer, CheckpointOptions options) {
        this.trainer = trainer;
        this.options = options;
        try {
            Files.createDirectories(options.folder());
        } catch (IOException e) {
            throw new WriteFailure(
                    "cannot make the folder " + options.folder() + ": " + AtomicFile.reason(e), e);
        }
    }

    /**
     * Takes the trainer to where the newest whole checkpoint stands; its next fit goes on from there. Without any
     * checkpoint the trainer stays as it is.
     *
     * @throws CnncException if there are checkpoints but none is whole, or if the newest whole one is of another
     *         network or was made with other settings
     */
    public Resumption resume() {
        AtomicFile.removeUnfinished(options.folder(), name -> isCheckpoint(name) || name.equals(BEST));
        List<String> damaged = new ArrayList<>();
        List<Path> files = newestFirst();
        for (Path file : files) {
            try {
                CheckpointInfo.read(file);
            } catch (CnncException broken) {
                damaged.add(broken.getMessage());
                continue;
            }
            trainer.restore(file);
            files.subList(0, damaged.size()).forEach(Checkpoints::setAside);
            savedSteps = trainer.stepsDone();
            endIfNoLongerBetter();
            return new Resumption(Optional.of(file), damaged);
        }
        if (!damaged.isEmpty()) {
            throw new CnncException("none of the checkpoints in " + options.folder() + " is whole:\n  "
                    + String.join("\n  ", damaged));
        }
        return new Resumption(Optional.empty(), damaged);
    }

    @Override
    public void onBatch(int epoch, int step, int steps, int images, double loss, double accuracy) {
        if (options.everySteps() > 0 && trainer.stepsDone() % options.everySteps() == 0) {
            save();
        }
    }

    @Override
    public void onEpoch(EpochResult result) {
        List<EpochResult> results = trainer.position().results();
        // The best one first: a process that dies between the two writes repeats the epoch and then both of them.
        if (bestEpoch(results) == result.epoch()) {
            trainer.save(options.folder().resolve(BEST));
        }
        boolean last = result.epoch() == trainer.options().epochs();
        if (last || options.everyEpochs() > 0 && result.epoch() % options.everyEpochs() == 0) {
            save();
        }
        endIfNoLongerBetter();
    }

    /** Saves the training now. Belongs between two steps: into a listener, or behind a fit that was stopped. */
    public Path save() {
        Path file = options.folder().resolve(String.format("%s%09d%s", PREFIX, trainer.stepsDone(), SUFFIX));
        trainer.save(file);
        savedSteps = trainer.stepsDone();
        newestFirst().stream().skip(options.keep()).forEach(Checkpoints::deleteQuietly);
        return file;
    }

    /** Saves the training unless that was done after its last step. */
    public void saveIfChanged() {
        if (savedSteps != trainer.stepsDone()) {
            save();
        }
    }

    /** Whether the training was ended because it no longer got better. */
    public boolean stoppedEarly() {
        return stoppedEarly;
    }

    /**
     * What {@link #restoreBest()} did.
     *
     * @param epoch that the trainer stands behind now, from 1; 0 if none has been completed, and the trainer is as it was
     * @param damaged what is wrong with the checkpoint of the best epoch, which therefore is another one; or empty
     */
    public record Restoration(int epoch, Optional<String> damaged) {
    }

    /**
     * Takes the trainer back to the best epoch, for its weights. If that checkpoint is damaged, to the best one among
     * the other checkpoints that were made at the end of an epoch, or the trainer stays behind its last epoch.
     */
    public Restoration restoreBest() {
        int best = bestEpoch(trainer.position().results());
        if (best == 0) {
            return new Restoration(0, Optional.empty());
        }
        try {
            trainer.restore(options.folder().resolve(BEST));
            return new Restoration(best, Optional.empty());
        } catch (CnncException damaged) {
            return new Restoration(restoreNextBest(), Optional.of(damaged.getMessage()));
        }
    }

    private int restoreNextBest() {
        List<EpochResult> results = trainer.position().results();
        int found = results.size();
        Path from = null;
        for (Path file : newestFirst()) {
            int epoch = epochEndingAt(file);
            if (epoch > 0 && results.get(epoch - 1).lossToJudgeBy() < results.get(found - 1).lossToJudgeBy()) {
                found = epoch;
                from = file;
            }
        }
        if (from != null) {
            trainer.restore(from);
        }
        return found;
    }

    /** The epoch at whose end a checkpoint was made; 0 if it was in the middle of one, or if the file is not whole. */
    private static int epochEndingAt(Path file) {
        try {
            TrainingPosition position = CheckpointInfo.read(file).position();
            return position.step() == 0 ? position.results().size() : 0;
        } catch (CnncException damaged) {
            return 0;
        }
    }

    private void endIfNoLongerBetter() {
        List<EpochResult> results = trainer.position().results();
        if (options.patience() > 0 && results.size() - bestEpoch(results) >= options.patience()) {
            stoppedEarly = true;
            trainer.stop();
        }
    }

    /** The first epoch of lowest loss, from 1; 0 if there is none. */
    private static int bestEpoch(List<EpochResult> results) {
        int best = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (EpochResult result : results) {
            if (result.lossToJudgeBy() < lowest) {
                lowest = result.lossToJudgeBy();
                best = result.epoch();
            }
        }
        return best;
    }

    private List<Path> newestFirst() {
        try (Stream<Path> files = Files.list(options.folder())) {
            return files.filter(file -> isCheckpoint(file.getFileName().toString()))
                    .sorted(Comparator.comparing((Path file) -> file.getFileName().toString().length())
                            .thenComparing(Path::getFileName).reversed())
                    .toList();
        } catch (IOException e) {
            throw new CnncException("cannot read the folder " + options.folder() + ": " + AtomicFile.reason(e), e);
        }
    }

    private static boolean isCheckpoint(String name) {
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }

    private static void setAside(Path file) {
        try {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged");
            Files.deleteIfExists(aside);
            Files.move(file, aside);
        } catch (IOException stays) {
            return;
        }
    }

    /** An old checkpoint that stays takes room and does no harm. */
    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            return;
        }
    }
}
