package dev.cnnc.runtime;

import dev.cnnc.runtime.op.MeanSquaredError;
import dev.cnnc.runtime.op.SoftmaxCrossEntropy;
import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.train.optimiser.Adam;
import dev.cnnc.runtime.train.optimiser.WeightDecay;
import dev.cnnc.runtime.train.schedule.Constant;
import java.util.Arrays;
import java.util.List;

/** One dense layer of 3 classes over images of 1x2x2, written by hand: what the tests of training train. */
final class LinearClassifier extends Model {
    static final int CLASSES = 3;
    static final int INPUTS = 4;
    private static final int LOGITS = INPUTS;
    private static final int GRADIENT = INPUTS + CLASSES;
    private static final int BIAS = INPUTS * CLASSES;

    private final boolean squaredError;

    LinearClassifier() {
        this("cross_entropy");
    }

    /**
     * @param loss {@code cross_entropy} or {@code mse}
     */
    LinearClassifier(String loss) {
        super(describe(loss), new MemoryPlan(INPUTS + CLASSES, 0, 0, List.of(LOGITS)),
                new MemoryPlan(INPUTS + 2 * CLASSES, 0, 0, List.of(LOGITS)));
        squaredError = loss.equals("mse");
    }

    private static ModelInfo describe(String loss) {
        InitialiserInfo zeros = new InitialiserInfo("zeros", 0, 0, INPUTS, CLASSES);
        return new ModelInfo(ModelInfo.FORMAT_VERSION, "linear", "test",
                new InputInfo(1, 2, 2, 1 / 255.0, List.of(0.5, 0.25), List.of(0.5, 2.0)),
                List.of(new OutputInfo("output", 1, 1, CLASSES, false, LossInfo.of(loss), 1)), List.of("a", "b", "c"),
                List.of(new ParameterInfo("dense1.weight", List.of(CLASSES, INPUTS), true, 0,
                                new InitialiserInfo("glorot_uniform", 0, 0, INPUTS, CLASSES), true),
                        new ParameterInfo("dense1.bias", List.of(CLASSES), true, BIAS, zeros, true)),
                List.of(), new TrainInfo(LossInfo.of(loss), 0,
                        new Adam(0.05, 0.9, 0.999, 1e-8, WeightDecay.NONE), new Constant(), 10, 1, 0, 0, 0, 3, 7, List.of()),
                new Memory(INPUTS + CLASSES, INPUTS + 2 * CLASSES));
    }

    @Override
    protected InferenceProgram inference(Workspace workspace) {
        return new InferenceProgram() {
            @Override
            public void prepare() {
            }

            @Override
            public void run() {
                multiply(workspace);
            }
        };
    }

    @Override
    protected TrainingProgram training(Workspace workspace) {
        SoftmaxCrossEntropy entropy = new SoftmaxCrossEntropy(workspace, CLASSES, 0, 1);
        MeanSquaredError squares = new MeanSquaredError(workspace, CLASSES, 1);
        return new TrainingProgram() {
            @Override
            public void forward() {
                multiply(workspace);
                if (squaredError) {
                    squares.forward(LOGITS);
                } else {
                    entropy.forward(LOGITS);
                }
            }

            @Override
            public void backward() {
                if (squaredError) {
                    squares.backward(LOGITS, GRADIENT, false);
                } else {
                    entropy.backward(LOGITS, GRADIENT, false);
                }
                differentiate(workspace);
            }
        };
    }

    private static void multiply(Workspace workspace) {
        float[] arena = workspace.arena();
        float[] weights = workspace.parameters();
        for (int n = 0; n < workspace.count(); n++) {
            for (int c = 0; c < CLASSES; c++) {
                float sum = weights[BIAS + c];
                for (int i = 0; i < INPUTS; i++) {
                    sum += weights[c * INPUTS + i] * arena[workspace.address(0) + n * INPUTS + i];
                }
                arena[workspace.address(LOGITS) + n * CLASSES + c] = sum;
            }
        }
    }

    private static void differentiate(Workspace workspace) {
        float[] arena = workspace.arena();
        float[] gradients = workspace.gradients();
        Arrays.fill(gradients, 0);
        for (int n = 0; n < workspace.count(); n++) {
            for (int c = 0; c < CLASSES; c++) {
                float g = arena[workspace.address(GRADIENT) + n * CLASSES + c];
                gradients[BIAS + c] += g;
                for (int i = 0; i < INPUTS; i++) {
                    gradients[c * INPUTS + i] += g * arena[workspace.address(0) + n * INPUTS + i];
                }
            }
        }
    }
}
