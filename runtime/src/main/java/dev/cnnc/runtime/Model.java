package dev.cnnc.runtime;

import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.kernel.Kernels;
import dev.cnnc.runtime.op.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import dev.cnnc.runtime.parallel.WorkerPool;

/**
 * A compiled network. The compiler generates one subclass per network, with a public constructor that takes nothing;
 * it holds no weights and no memory, and may be shared between threads.
 */
public abstract class Model {
    /** Some ten thousand layers. */
    private static final int MAX_INFO = 64 << 20;

    private final ModelInfo info;
    private final MemoryPlan inference;
    private final MemoryPlan training;

    protected Model(ModelInfo info, MemoryPlan inference, MemoryPlan training) {
        if (inference.outputs().size() != info.outputs().size()) {
            throw new IllegalArgumentException("the memory plan has " + inference.outputs().size() + " outputs, "
                    + info.name() + " has " + info.outputs().size());
        }
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
        return newPredictor(weights, options, KernelChoice.best());
    }

    final Predictor newPredictor(Weights weights, PredictorOptions options, Kernels kernels) {
        Weights unchanging = kernels.products().inPlace() == null ? weights : weights.copy();
        return new Predictor(this, unchanging, options, kernels);
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

    /**
     * Reads the JSON that the compiler put beside a generated class.
     *
     * @throws CnncException if it is not there, not whole, or of a format this runtime does not know
     */
    protected static ModelInfo readInfo(Class<? extends Model> type, String resource) {
        String source = type.getSimpleName() + "'s " + resource;
        try (InputStream stream = type.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new CnncException(source + " is missing: the jar is not whole");
            }
            byte[] bytes = stream.readNBytes(MAX_INFO + 1);
            if (bytes.length > MAX_INFO) {
                throw new CnncException(source + " is longer than " + MAX_INFO + " bytes");
            }
            return ModelInfo.fromJson(new String(bytes, StandardCharsets.UTF_8), source);
        } catch (IOException e) {
            throw new CnncException("cannot read " + source + ": " + e.getMessage(), e);
        }
    }
}
