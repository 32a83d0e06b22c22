package dev.cnnc.runtime;

import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.parallel.WorkerPool;
import dev.cnnc.runtime.train.Augmentation;
import dev.cnnc.runtime.train.ParameterUpdate;
import dev.cnnc.runtime.train.Schedule;
import dev.cnnc.runtime.train.Shuffle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trains a network. The same network, data, seed and options give the same weights. A step allocates nothing.
 *
 * <p>Not thread-safe, except for {@link #stop()}; one trainer uses as many threads as its options say.
 */
public final class Trainer implements AutoCloseable {
    private final Model model;
    private final Weights weights;
    private final TrainerOptions options;
    private final Schedule schedule;
    private final Augmentation augmentation;
    private final WorkerPool workers;
    private final Workspace workspace;
    private final TrainingProgram program;
    private final ParameterUpdate update;
    private final float[] targets;
    private Evaluator evaluator;
    private int epochsDone;
    private long stepsDone;
    private volatile boolean stopped;

    Trainer(Model model, Weights weights, TrainerOptions options) {
        this.model = model;
        this.weights = weights;
        this.options = options;
        schedule = TrainingParts.schedule(options.schedule());
        augmentation = TrainingParts.augmentation(options.augment());
        workers = new WorkerPool(options.threads());
        workspace = Sessions.training(model, weights, options, workers);
        workspace.seed(options.seed());
        targets = new float[squaredErrors() ? options.batch() * classes() : 0];
        workspace.targets(targets);
        program = model.training(workspace);
        update = new ParameterUpdate(TrainingParts.optimiser(options.optimiser(), weights.parameters().length), workers,
                weights.parameters(), workspace.gradients(), TrainingParts.ranges(model.info()));
    }

    /**
     * Trains for {@link TrainerOptions#epochs()} epochs, from the weights as they are. A second call goes on with the
     * optimiser's moments, its schedule beginning anew. Ends early, after a whole step, if the thread is interrupted
     * (whose mark then stays) or {@link #stop()} is called; the weights are then those of the last step.
     *
     * @param training the images to learn from
     * @param validation the images to measure each epoch with, or null
     * @return the results of the epochs that were completed
     * @throws CnncException if the images do not suit the network, or if the loss is no longer a finite number
     */
    public List<EpochResult> fit(Dataset training, Dataset validation, TrainListener listener) {
        DataCheck.require(model.info(), training);
        if (validation != null) {
            DataCheck.require(model.info(), validation);
        }
        BatchLoader loader = new BatchLoader(workspace, model.trainingPlan().input(), model.info().input(), training,
                augmentation);
        int steps = Math.toIntExact(((long) training.size() + options.batch() - 1) / options.batch());
        int[] order = new int[training.size()];
        List<EpochResult> results = new ArrayList<>();
        for (int epoch = 0; epoch < options.epochs(); epoch++) {
            long start = System.nanoTime();
            Shuffle.fill(order, options.seed(), epochsDone);
            Epoch run = new Epoch(epoch, steps, order, loader, listener);
            if (!run.train()) {
                return results;
            }
            epochsDone++;
            double seconds = (System.nanoTime() - start) / 1e9;
            Evaluation valid = validation == null ? null : evaluate(validation);
            EpochResult result = new EpochResult(epoch + 1, run.meanLoss(), run.accuracy(),
                    valid == null ? Double.NaN : valid.loss(), valid == null ? Double.NaN : valid.accuracy(), seconds);
            results.add(result);
            listener.onEpoch(result);
        }
        return results;
    }

    /** Trains without validation and without a listener. */
    public List<EpochResult> fit(Dataset training) {
        return fit(training, null, TrainListener.NONE);
    }

    /**
     * Classifies images with the weights as they are now; dropout is off and batch normalisation uses its running
     * statistics.
     *
     * @throws CnncException if the images do not suit the network
     */
    public Evaluation evaluate(Dataset data) {
        if (evaluator == null) {
            evaluator = new Evaluator(model, weights, workers);
        }
        return evaluator.evaluate(data);
    }

    /** The weights, which training goes on to change; see {@link Weights#copy()}. */
    public Weights weights() {
        return weights;
    }

    /** The options this trainer was made with. */
    public TrainerOptions options() {
        return options;
    }

    /** Ends a {@link #fit} after its present step. May be called from any thread; a later fit ends at once. */
    public void stop() {
        stopped = true;
    }

    /** Ends the threads. */
    @Override
    public void close() {
        workers.close();
    }

    private boolean squaredErrors() {
        return Stream.of(model.info().outputs(), model.info().auxiliaryOutputs())
                .flatMap(List::stream)
                .anyMatch(output -> output.loss().equals("mse"));
    }

    private int classes() {
        return model.info().outputs().get(0).channels();
    }

    private void fillTargets() {
        int classes = classes();
        for (int i = 0; i < workspace.count(); i++) {
            for (int c = 0; c < classes; c++) {
                targets[i * classes + c] = c == workspace.labels()[i] ? 1 : 0;
            }
        }
    }

    /** One pass over the training images. */
    private final class Epoch {
        private final int number;
        private final int steps;
        private final int[] order;
        private final BatchLoader loader;
        private final TrainListener listener;
        private final int scores = workspace.address(model.trainingPlan().outputs().get(0));
        private final int classes = classes();
        private double lossSum;
        private int correct;
        private int seen;

        Epoch(int number, int steps, int[] order, BatchLoader loader, TrainListener listener) {
            this.number = number;
            this.steps = steps;
            this.order = order;
            this.loader = loader;
            this.listener = listener;
        }

        double meanLoss() {
            return lossSum / seen;
        }

        double accuracy() {
            return (double) correct / seen;
        }

        /** False if it was told to stop. */
        boolean train() {
            for (int step = 0; step < steps; step++) {
                if (stopped || Thread.currentThread().isInterrupted()) {
                    return false;
                }
                step(step);
                listener.onBatch(number + 1, step + 1, steps, seen, meanLoss(), accuracy());
            }
            return true;
        }

        private void step(int step) {
            loader.load(order, seen, Math.min(options.batch(), order.length - seen), options.seed(), epochsDone);
            if (targets.length > 0) {
                fillTargets();
            }
            workspace.step(stepsDone++);
            workspace.clearMetrics();
            program.forward();
            requireFinite(step);
            lossSum += workspace.lossSum();
            for (int i = 0; i < workspace.count(); i++) {
                if (Scores.choice(workspace.arena(), scores + i * classes, classes) == workspace.labels()[i]) {
                    correct++;
                }
            }
            program.backward();
            long stepOfFit = (long) number * steps + step;
            long stepsOfFit = (long) options.epochs() * steps;
            update.step(options.optimiser().rate() * schedule.factor(number, stepOfFit, stepsOfFit));
            seen += workspace.count();
        }

        private void requireFinite(int step) {
            double loss = workspace.lossSum();
            if (!Double.isFinite(loss)) {
                throw new CnncException(String.format("the loss became %s at epoch %d, step %d of %d: training has"
                        + " diverged; try a smaller learning rate (it is %s), normalise the input (scale = 1/255), or"
                        + " add batch normalisation", loss, number + 1, step + 1, steps, options.optimiser().rate()));
            }
        }
    }
}
