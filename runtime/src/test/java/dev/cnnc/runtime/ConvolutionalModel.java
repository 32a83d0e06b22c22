package dev.cnnc.runtime;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.Convolution;
import dev.cnnc.runtime.op.Dense;
import dev.cnnc.runtime.op.FlattenChw;
import dev.cnnc.runtime.op.Layout;
import dev.cnnc.runtime.op.MaxPool;
import dev.cnnc.runtime.op.Softmax;
import dev.cnnc.runtime.op.Tail;
import dev.cnnc.runtime.op.Workspace;
import java.util.List;

/**
 * A small network in the form of generated code: a 3x3 convolution with four filters and relu, maximum pooling, a dense
 * layer, softmax; and beside it the same network as formulas.
 */
final class ConvolutionalModel extends Model {
    static final int SIDE = 8;
    static final int FILTERS = 4;
    static final int CLASSES = 5;

    private static final int CONVOLVED = SIDE - 2;
    private static final int POOLED = CONVOLVED / 2;
    private static final int FEATURES = POOLED * POOLED * FILTERS;
    private static final int FILTER_WEIGHTS = 0;
    private static final int FILTER_BIASES = 9 * FILTERS;
    private static final int DENSE_WEIGHTS = FILTER_BIASES + FILTERS;
    private static final int DENSE_BIASES = DENSE_WEIGHTS + FEATURES * CLASSES;

    private static final int X = 0;
    private static final int CONV1 = X + SIDE * SIDE;
    private static final int POOL1 = CONV1 + CONVOLVED * CONVOLVED * FILTERS;
    private static final int FLAT = POOL1 + FEATURES;
    private static final int LOGITS = FLAT + FEATURES;
    private static final int OUTPUT = LOGITS + CLASSES;
    private static final int FLOATS = OUTPUT + CLASSES;

    ConvolutionalModel() {
        super(description(), new MemoryPlan(FLOATS, 2, X, List.of(OUTPUT)), new MemoryPlan(0, 0, 0, List.of(0)));
    }

    private static ModelInfo description() {
        ModelInfo linear = new LinearModel().info();
        InitialiserInfo random = new InitialiserInfo("uniform", -0.5, 0.5, 0, 0);
        List<ParameterInfo> parameters = List.of(
                new ParameterInfo("conv1.weight", List.of(FILTERS, 1, 3, 3), true, FILTER_WEIGHTS, random, true),
                new ParameterInfo("conv1.bias", List.of(FILTERS), true, FILTER_BIASES, random, false),
                new ParameterInfo("dense1.weight", List.of(CLASSES, FEATURES), true, DENSE_WEIGHTS, random, true),
                new ParameterInfo("dense1.bias", List.of(CLASSES), true, DENSE_BIASES, random, false));
        return new ModelInfo(ModelInfo.FORMAT_VERSION, "Convolutional", "0.1",
                new InputInfo(SIDE, SIDE, 1, 1 / 255.0, List.of(0.0), List.of(1.0)),
                List.of(new OutputInfo("output", 1, 1, CLASSES, true, LossInfo.of("cross_entropy"), 1)), List.of(), parameters,
                List.of(), linear.train(), new Memory(FLOATS, 0));
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
        private final Convolution conv1;
        private final MaxPool pool1;
        private final FlattenChw flatten1;
        private final Dense dense1;
        private final Softmax softmax1;

        Program(Workspace w) {
            Layout convolved = new Layout(CONVOLVED, CONVOLVED, FILTERS);
            Layout pooled = new Layout(POOLED, POOLED, FILTERS);
            conv1 = new Convolution(w, new Layout(SIDE, SIDE, 1), convolved, 3, 3, 1, 1, 0, 0, 1, 1, 1,
                    new Tail(ActivationKind.RELU, 0f, false));
            pool1 = new MaxPool(w, convolved, pooled, 2, 2, 2, 2, 0, 0);
            flatten1 = new FlattenChw(w, pooled);
            dense1 = new Dense(w, FEATURES, CLASSES, Tail.NONE);
            softmax1 = new Softmax(w, Layout.vector(CLASSES));
        }

        @Override
        public void prepare() {
            conv1.pack(0, FILTER_WEIGHTS, FILTER_BIASES);
            dense1.pack(1, DENSE_WEIGHTS, DENSE_BIASES);
        }

        @Override
        public void run() {
            conv1.infer(X, CONV1, 0);
            pool1.infer(CONV1, POOL1);
            flatten1.infer(POOL1, FLAT);
            dense1.infer(FLAT, LOGITS, 1);
            softmax1.infer(LOGITS, OUTPUT);
        }
    }

    /** The probabilities of the image that begins at {@code from}, in double and without the runtime's operations. */
    static double[] expected(Weights weights, float[] pixels, int from) {
        double[] features = new double[FEATURES];
        for (int f = 0; f < FILTERS; f++) {
            for (int y = 0; y < 2 * POOLED; y++) {
                for (int x = 0; x < 2 * POOLED; x++) {
                    int at = (f * POOLED + y / 2) * POOLED + x / 2;
                    features[at] = Math.max(features[at], convolved(weights, pixels, from, f, y, x));
                }
            }
        }
        double[] out = new double[CLASSES];
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            double logit = weights.get("dense1.bias")[c];
            for (int i = 0; i < FEATURES; i++) {
                logit += weights.get("dense1.weight")[c * FEATURES + i] * features[i];
            }
            out[c] = Math.exp(logit);
            sum += out[c];
        }
        for (int c = 0; c < CLASSES; c++) {
            out[c] /= sum;
        }
        return out;
    }

    private static double convolved(Weights weights, float[] pixels, int from, int filter, int y, int x) {
        double sum = weights.get("conv1.bias")[filter];
        for (int k = 0; k < 9; k++) {
            sum += weights.get("conv1.weight")[filter * 9 + k] * pixels[from + (y + k / 3) * SIDE + x + k % 3] / 255.0;
        }
        return sum;
    }
}
