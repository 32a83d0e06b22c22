package dev.cnnc.runtime;

import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.io.WriteFailure;
import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.parallel.WorkerPool;
import dev.cnnc.runtime.train.Clipping;
import dev.cnnc.runtime.train.GradientCheck;
import dev.cnnc.runtime.train.GradientSum;
import dev.cnnc.runtime.train.MovingAverage;
import dev.cnnc.runtime.train.ParameterUpdate;
import dev.cnnc.runtime.train.Penalty;
import dev.cnnc.runtime.train.TrainingState;
import dev.cnnc.runtime.train.augment.Mixup;
import dev.cnnc.runtime.train.schedule.Progress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Trains a network. The same network, data, seed and options give the same weights. A step allocates nothing.
 *
 * <p>Not thread-safe, except for {@link #stop()}; one trainer uses as many threads as its options say.
 */
public final class Trainer implements AutoCloseable {
    private final Model model;
    private final Weights weights;
    private final Weights result;
    private final TrainerOptions options;
    private final TrainInfo settings;
    private final WorkerPool workers;
    private final Workspace workspace;
    private final TrainingProgram program;
    private final GradientCheck check;
    private final GradientSum sum;
    private final ParameterUpdate update;
    private final Targets targets;
    private final Penalty penalty;
    private final Position position = new Position();
    private final CheckpointFile checkpoint;
    private Evaluator evaluator;
    private String data = "";
    private String restoredData;
    private volatile boolean stopped;
    private volatile Prefetcher prefetcher;

    Trainer(Model model, Weights weights, TrainerOptions options) {
        this.model = model;
        this.weights = weights;
        this.options = options;
        settings = options.train();
        workers = new WorkerPool(options.threads());
        workspace = Sessions.training(model, weights, options, workers);
        workspace.seed(options.seed());
        if (settings.augment().stream().anyMatch(Mixup.class::isInstance)) {
            workspace.mix();
        }
        targets = new Targets(model.info(), workspace);
        program = model.training(workspace);
        check = new GradientCheck(workers, workspace.kernels().elements(), workspace.gradients());
        sum = settings.accumulate() == 1 ? null : new GradientSum(workers, workspace.gradients());
        MovingAverage average =
                settings.average() == 0 ? null : new MovingAverage(settings.average(), weights.parameters());
        result = average == null ? weights : weights.withParameters(average.values());
        penalty = TrainingParts.penalty(model.info(), weights.parameters(), workers);
        update = new ParameterUpdate(settings.optimiser().rule(weights.parameters().length), workers,
                weights.parameters(), sum == null ? workspace.gradients() : sum.sum(),
                TrainingParts.ranges(model.info(), settings),
                new Clipping(settings.clipNorm(), settings.clipValue()), average);
        checkpoint = new CheckpointFile(weights, options, this::exchange);
    }

    /**
     * Trains for {@link TrainerOptions#epochs()} epochs, from the weights as they are; after {@link #restore}, for what
     * was left of them. A second call goes on with the optimiser's moments, its schedule beginning anew. Ends early,
     * after a whole step, if the thread is interrupted (whose mark then stays) or {@link #stop()} is called; the
     * weights are then those of the last step.
     *
     * @param training the images to learn from
     * @param validation the images to measure each epoch with, or null
     * @return the results of the epochs that were completed, those before a {@link #restore} among them
     * @throws CnncException if the images do not suit the network or are not those of the training that was restored
     * @throws TrainingDiverged if the loss or the gradient is no longer finite; the weights are those before the step
     */
    public List<EpochResult> fit(Dataset training, Dataset validation, TrainListener listener) {
        DataCheck.requireTrainable(model.info());
        settings.classWeights().require(model.info().name(), classes());
        DataCheck.require(model.info(), training);
        if (validation != null) {
            DataCheck.require(model.info(), validation);
        }
        int steps = Math.toIntExact(((long) training.size() + options.batch() - 1) / options.batch());
        Progress progress = new Progress(options.epochs(),
                (steps + settings.accumulate() - 1) / settings.accumulate());
        begin(training, validation, steps, progress);
        Normalisation.measure(weights, training, workers,
                () -> stopped || Thread.currentThread().isInterrupted());
        try (Prefetcher batches = prefetch(training)) {
            prefetcher = batches;
            while (position.epoch() < options.epochs()) {
                if (!new Epoch(progress, steps, training.size(), batches, listener).train()) {
                    return position.results();
                }
                Evaluation evaluation = validation == null ? null : evaluate(validation);
                EpochResult epoch = position.epochDone(evaluation);
                progress.epochDone(epoch.lossToJudgeBy());
                if (evaluation != null) {
                    listener.onValidation(epoch.epoch(), evaluation);
                }
                listener.onEpoch(epoch);
            }
            return position.results();
        } finally {
            prefetcher = null;
        }
    }

    /** Begins at the first step, or where the trainer was restored to; {@code progress} gets there too. */
    private void begin(Dataset training, Dataset validation, int steps, Progress progress) {
        data = DataDigest.of(training, validation);
        workspace.classWeights(settings.classWeights().of(training, classes()));
        if (restoredData == null) {
            position.beginFit();
            return;
        }
        if (!restoredData.equals(data)) {
            throw new CnncException("these are not the images that the training was begun with: their digest is "
                    + data + ", that in the checkpoint " + restoredData);
        }
        restoredData = null;
        if (position.step() > steps
                || position.images() != Math.min((long) position.step() * options.batch(), training.size())) {
            throw new CnncException("the checkpoint stands at step " + position.step() + " of " + steps + " with "
                    + position.images() + " images seen, which does not suit batches of " + options.batch());
        }
        position.results().forEach(epoch -> progress.epochDone(epoch.lossToJudgeBy()));
        int parts = settings.accumulate();
        int updates = position.step() == steps ? (steps + parts - 1) / parts : position.step() / parts;
        for (int i = 0; i < updates; i++) {
            progress.stepDone();
        }
    }

    private Prefetcher prefetch(Dataset training) {
        BatchOrder order = new BatchOrder(training.size(), options.batch(), options.seed(), position.epochsDone(),
                options.epochs() - position.epoch(), position.images());
        return new Prefetcher(PixelScaling.of(weights), training, settings.augment(), order, options.batch(),
                options.seed(), options.threads());
    }

    private void exchange(TrainingState state) {
        update.exchange(state);
        if (sum != null) {
            sum.exchange(state.of("accumulated"));
        }
    }

    /**
     * Writes all that it takes to go on from here: weights, the optimiser's state, the position and the options.
     * Belongs between two steps: into a {@link TrainListener}, or behind a fit that was stopped. {@link Checkpoints}
     * does it regularly.
     *
     * @throws WriteFailure if the file cannot be written; a file of that name from before is untouched
     * @throws CnncException if a weight is no longer finite
     */
    public void save(Path file) {
        checkpoint.write(file, position.still(), data);
    }

    /**
     * Goes back to what {@link #save} wrote; the next fit goes on from there, with the results of the epochs before.
     *
     * @throws CnncException if the file is not whole, or was made with another network or other settings, the number of
     *         threads left out; the trainer is then as it was
     */
    public void restore(Path file) {
        CheckpointInfo info = checkpoint.read(file);
        position.moveTo(info.position());
        restoredData = info.data();
        data = info.data();
    }

    /** Where the training stands. */
    public TrainingPosition position() {
        return position.still();
    }

    /** Steps since the trainer was made. */
    long stepsDone() {
        return position.stepsDone();
    }

    /** Trains without validation and without a listener. */
    public List<EpochResult> fit(Dataset training) {
        return fit(training, null, TrainListener.NONE);
    }

    /**
     * Classifies images with {@link #result()} as it is now; dropout is off and batch normalisation uses its running
     * statistics.
     *
     * @throws CnncException if the images do not suit the network
     */
    public Evaluation evaluate(Dataset data) {
        if (evaluator == null) {
            evaluator = new Evaluator(model, result, workers);
        }
        return evaluator.evaluate(data);
    }

    /** The weights, which training goes on to change; see {@link Weights#copy()}. */
    public Weights weights() {
        return weights;
    }

    /** What to keep of the training: the moving average of the weights if there is one, or else the weights. */
    public Weights result() {
        return result;
    }

    /** The options this trainer was made with. */
    public TrainerOptions options() {
        return options;
    }

    /** Ends a {@link #fit} after its present step. May be called from any thread; a later fit ends at once. */
    public void stop() {
        stopped = true;
        Prefetcher waitedFor = prefetcher;
        if (waitedFor != null) {
            waitedFor.cancel();
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        workers.close();
    }

    private int classes() {
        return model.info().outputs().get(0).classes();
    }

    /** One pass over the training images. */
    private final class Epoch {
        private final Progress progress;
        private final int steps;
        private final int images;
        private final Prefetcher batches;
        private final TrainListener listener;
        private final int input = workspace.address(model.trainingPlan().input());
        private final int scores = workspace.address(model.trainingPlan().outputs().get(0));
        private final OutputInfo output = model.info().outputs().get(0);
        private Batch batch;

        Epoch(Progress progress, int steps, int images, Prefetcher batches, TrainListener listener) {
            this.progress = progress;
            this.steps = steps;
            this.images = images;
            this.batches = batches;
            this.listener = listener;
        }

        /** False if it was told to stop. */
        boolean train() {
            position.run();
            while (position.step() < steps) {
                if (stopped || Thread.currentThread().isInterrupted() || !loadBatch()) {
                    position.pause();
                    return false;
                }
                step(position.step());
                listener.onBatch(position.epoch() + 1, position.step(), steps, position.images(),
                        position.meanLoss(), position.accuracy());
            }
            position.pause();
            return true;
        }

        /** False if it was told to stop while it waited. */
        private boolean loadBatch() {
            long start = System.nanoTime();
            batch = batches.take();
            if (batch != null) {
                workspace.count(batch.count());
                System.arraycopy(batch.labels, 0, workspace.labels(), 0, batch.count());
                if (workspace.mixes()) {
                    System.arraycopy(batch.otherLabels, 0, workspace.otherLabels(), 0, batch.count());
                    System.arraycopy(batch.shares, 0, workspace.shares(), 0, batch.count());
                }
                System.arraycopy(batch.pixels, 0, workspace.arena(), input,
                        batch.count() * model.info().input().size());
            }
            position.waitedSince(start);
            return batch != null;
        }

        private void step(int step) {
            targets.fill();
            workspace.step(position.stepsDone());
            workspace.clearLoss();
            program.forward();
            if (!Double.isFinite(workspace.lossSum())) {
                throw diverged("the loss became " + workspace.lossSum(), step, Divergence.describe(weights));
            }
            double loss = workspace.lossSum() + penalty.value() * workspace.count();
            int correct = 0;
            for (int i = 0; i < workspace.count(); i++) {
                if (output.choice(workspace.arena(), scores + i * output.size()) == workspace.labels()[i]) {
                    correct++;
                }
            }
            program.backward();
            if (!check.isFinite()) {
                throw diverged("the gradient became infinite or NaN", step,
                        Divergence.describe(weights, workspace.gradients()));
            }
            learn(step);
            position.stepDone(workspace.count(), loss, correct);
        }

        /** A step of the optimiser, unless its gradient has parts to come. */
        private void learn(int step) {
            int part = step % settings.accumulate();
            if (sum != null) {
                int together = (int) Math.min((long) settings.accumulate() * options.batch(),
                        images - (long) (step - part) * options.batch());
                sum.add((double) workspace.count() / together, part == 0);
            }
            if (part == settings.accumulate() - 1 || step == steps - 1) {
                update.step(settings.optimiser().rate() * settings.schedule().factor(progress));
                progress.stepDone();
            }
        }

        private TrainingDiverged diverged(String what, int step, String where) {
            String event = String.format("%s at epoch %d, step %d of %d", what, position.epoch() + 1, step + 1, steps);
            int floats = batch.count() * model.info().input().size();
            return new TrainingDiverged(event, String.format("training has diverged (%s); try a smaller learning rate"
                    + " (it is %s), normalise the input (scale = 1/255), or add batch normalisation", where,
                    options.optimiser().rate()),
                    new TrainingDiverged.Step(Arrays.copyOf(batch.pixels, floats),
                            Arrays.copyOf(batch.labels, batch.count()), options.seed(), position.stepsDone(),
                            options.optimiser().rate()));
        }
    }
}
