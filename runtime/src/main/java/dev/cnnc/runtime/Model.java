package dev.cnnc.runtime;

import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.parallel.WorkerPool;

/**
 * A compiled network. The compiler generates one subclass per network, with a public constructor that takes nothing;
 * it holds no weights and no memory, and may be shared between threads.
 */
public abstract class Model {
    private final ModelInfo info;
    private final MemoryPlan inference;
    private final MemoryPlan training;

    protected Model(ModelInfo info, MemoryPlan inference, MemoryPlan training) {
        this.info = info;
        this.inference = inference;
        this.training = training;
    }

    /** What the network knows about itself. */
    public final ModelInfo info() {
        return info;
    }

    /** The program for predictions over a workspace that follows {@link #inferencePlan()}. */
    protected abstract InferenceProgram inference(Workspace workspace);

    /** The program for training over a workspace that follows {@link #trainingPlan()}. */
    protected abstract TrainingProgram training(Workspace workspace);

    final MemoryPlan inferencePlan() {
        return inference;
    }

    final MemoryPlan trainingPlan() {
        return training;
    }

    /** Weights as the network's initialisers make them. */
    public final Weights newWeights(long seed) {
        return Weights.initialised(info, seed);
    }

    /** A predictor that uses every processor. */
    public final Predictor newPredictor(Weights weights) {
        return newPredictor(weights, PredictorOptions.defaults());
    }

    /** A predictor over these weights as they are now; training them further does not reach it. */
    public final Predictor newPredictor(Weights weights, PredictorOptions options) {
        return new Predictor(this, weights, options);
    }

    /** A trainer that starts from new weights, made with the options' seed. */
    public final Trainer newTrainer(TrainerOptions options) {
        return newTrainer(newWeights(options.seed()), options);
    }

    /** A trainer that goes on from these weights and changes them. */
    public final Trainer newTrainer(Weights weights, TrainerOptions options) {
        return new Trainer(this, weights, options);
    }

    /** How well the network classifies these images with these weights. */
    public final Evaluation evaluate(Weights weights, Dataset data, int threads) {
        try (WorkerPool workers = new WorkerPool(threads)) {
            return new Evaluator(this, weights, workers).evaluate(data);
        }
    }

    /** Reads the JSON that the compiler put beside a generated class. */
    protected static ModelInfo readInfo(Class<? extends Model> type, String resource) {
        throw new UnsupportedOperationException();
    }
}
