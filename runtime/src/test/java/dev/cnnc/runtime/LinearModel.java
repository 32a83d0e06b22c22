package dev.cnnc.runtime;

import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.parallel.WorkerPool;
import dev.cnnc.runtime.train.augment.Flip;
import dev.cnnc.runtime.train.optimiser.Sgd;
import dev.cnnc.runtime.train.optimiser.WeightDecay;
import dev.cnnc.runtime.train.schedule.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A network in the form of generated code, but of one layer that needs no operation of the runtime: three scores of a
 * 4x4 image. It computes in parallel and keeps an intermediate tensor, as real ones do.
 */
public final class LinearModel extends Model {
    static final int HEIGHT = 4;
    static final int WIDTH = 4;
    static final int PIXELS = HEIGHT * WIDTH;
    static final int CLASSES = 3;

    public LinearModel() {
        this(info("cross_entropy", false, List.of("cat\u001b[2J", "dog", "bird")));
    }

    LinearModel(ModelInfo info) {
        super(info, new MemoryPlan(2 * PIXELS + CLASSES, 1, 0, List.of(2 * PIXELS)),
                new MemoryPlan(2 * PIXELS + CLASSES, 0, 0, List.of(2 * PIXELS)));
    }

    static ModelInfo info(String loss, boolean probabilities, List<String> labels) {
        InitialiserInfo random = new InitialiserInfo("glorot_uniform", 0, 0, PIXELS, CLASSES);
        InitialiserInfo zeros = new InitialiserInfo("zeros", 0, 0, 0, 0);
        InitialiserInfo ones = new InitialiserInfo("ones", 0, 0, 0, 0);
        return new ModelInfo(ModelInfo.FORMAT_VERSION, "Linear", "0.1",
                new InputInfo(HEIGHT, WIDTH, 1, 1 / 255.0, List.of(0.1307), List.of(0.3081)),
                List.of(new OutputInfo("output", 1, 1, CLASSES, probabilities, LossInfo.of(loss), 1)), labels,
                List.of(new ParameterInfo("dense1.weight", List.of(CLASSES, PIXELS), true, 0, random, true),
                        new ParameterInfo("dense1.bias", List.of(CLASSES), true, CLASSES * PIXELS, zeros, false),
                        new ParameterInfo("bn1.running_mean", List.of(2), false, 0, zeros, false),
                        new ParameterInfo("bn1.running_var", List.of(2), false, 2, ones, false)),
                List.of(new LayerInfo("input", "input", List.of(HEIGHT, WIDTH, 1), List.of(), 0, 0, 0, 64, 2),
                        new LayerInfo("dense1", "dense", List.of(CLASSES), List.of("input"), 51, 51, 48, 12, 3)),
                new TrainInfo(LossInfo.of("cross_entropy"), 0.1,
                        new Sgd(0.001, 0.9, false, WeightDecay.decoupled(0.01)), new Step(3, 0.1), 128, 1, 0, 0, 0, 5, -7,
                        List.of(new Flip(false))),
                new Memory(2 * PIXELS + CLASSES, 2 * PIXELS + CLASSES));
    }

    /** Random pixels of some images. */
    static float[] images(int count, long seed) {
        Random random = new Random(seed);
        float[] pixels = new float[count * PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(256);
        }
        return pixels;
    }

    /** The scores that the network should give, computed without it. */
    static List<Float> expected(Weights weights, float[] pixels, int image) {
        List<Float> scores = new ArrayList<>();
        for (int c = 0; c < CLASSES; c++) {
            float sum = weights.get("dense1.bias")[c];
            for (int i = 0; i < PIXELS; i++) {
                float x = (float) ((pixels[image * PIXELS + i] * (1 / 255.0) - 0.1307) / 0.3081);
                sum += weights.get("dense1.weight")[c * PIXELS + i] * x;
            }
            scores.add(sum);
        }
        return scores;
    }

    @Override
    protected InferenceProgram inference(Workspace workspace) {
        return new Program(workspace);
    }

    @Override
    protected TrainingProgram training(Workspace workspace) {
        throw new UnsupportedOperationException("only predictions are tested with this network");
    }

    private static final class Program implements InferenceProgram {
        private final Workspace workspace;
        private final WorkerPool.Task copy;
        private final WorkerPool.Task scores;

        Program(Workspace workspace) {
            this.workspace = workspace;
            this.copy = this::copy;
            this.scores = this::scores;
        }

        @Override
        public void prepare() {
            workspace.packed().set(0, workspace.parameters().clone());
        }

        @Override
        public void run() {
            workspace.workers().run(copy, workspace.count());
            workspace.workers().run(scores, workspace.count());
        }

        private void copy(int image, int worker) {
            System.arraycopy(workspace.arena(), workspace.address(0) + image * PIXELS, workspace.arena(),
                    workspace.address(PIXELS) + image * PIXELS, PIXELS);
        }

        private void scores(int image, int worker) {
            float[] packed = workspace.packed().get(0);
            for (int c = 0; c < CLASSES; c++) {
                float sum = packed[CLASSES * PIXELS + c];
                for (int i = 0; i < PIXELS; i++) {
                    sum += packed[c * PIXELS + i] * workspace.arena()[workspace.address(PIXELS) + image * PIXELS + i];
                }
                workspace.arena()[workspace.address(2 * PIXELS) + image * CLASSES + c] = sum;
            }
        }
    }
}
