package dev.cnnc.runtime.op;

import static dev.cnnc.runtime.reference.ReferenceCases.BACKWARD;
import static dev.cnnc.runtime.reference.ReferenceCases.FORWARD;
import static dev.cnnc.runtime.reference.ReferenceCases.assertClose;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.reference.ReferenceCases;
import dev.cnnc.runtime.reference.ReferenceCases.Case;
import dev.cnnc.runtime.reference.ReferenceCases.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The operations against the reference vectors, forward and backward, with each form of the kernels. */
class ReferenceTest {
    private static List<Arguments> cases(String... operations) {
        List<Arguments> all = new ArrayList<>();
        for (String operation : operations) {
            for (Case c : ReferenceCases.of(operation)) {
                TestBench.kernels().forEach(kernels -> all.add(Arguments.of(c, kernels)));
            }
        }
        return all;
    }

    static Layout layout(Tensor tensor) {
        return tensor.shape().length == 2 ? Layout.vector(tensor.size(1))
                : new Layout(tensor.size(2), tensor.size(3), tensor.size(1));
    }

    private static void checkUnary(Case c, String kernels, Function<Workspace, UnaryOperation> make) {
        Tensor x = c.tensor("x");
        Tensor y = c.tensor("y");
        int in = layout(x).imageStride();
        int out = layout(y).imageStride();
        try (TestBench bench = new TestBench(kernels, 2, x.size(0), 0, in, out, in, out)) {
            bench.put(0, x.channelsLast());
            UnaryOperation operation = make.apply(bench.workspace);
            operation.infer(bench.offset(0), bench.offset(1));
            assertClose("inferred y", y.channelsLast(), bench.get(1), 0, FORWARD);
            operation.forward(bench.offset(0), bench.offset(1));
            assertClose("y", y.channelsLast(), bench.get(1), 0, FORWARD);
            if (c.has("dx")) {
                bench.put(3, c.tensor("dy").channelsLast());
                operation.backward(bench.offset(0), bench.offset(1), bench.offset(2), false, bench.offset(3));
                assertClose("dx", c.tensor("dx").channelsLast(), bench.get(2), 0, BACKWARD);
            }
        }
    }

    static List<Arguments> activations() {
        List<Arguments> all = cases("relu", "relu6", "leaky_relu", "elu", "selu", "gelu", "sigmoid", "tanh",
                "softplus", "silu", "hard_sigmoid", "hard_swish");
        // Keras 2's hard sigmoid is a variant that the language does not offer.
        all.removeIf(a -> ((Case) a.get()[0]).id().equals("hard_sigmoid_01"));
        return all;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("activations")
    void activationsAgree(Case c, String kernels) {
        boolean approximate = c.attributes().getOrDefault("approximate", List.of()).contains("tanh");
        ActivationKind kind = approximate
                ? ActivationKind.GELU_TANH
                : ActivationKind.valueOf(c.operation().toUpperCase(Locale.ROOT));
        float alpha = c.attributes().containsKey("alpha") ? (float) c.real("alpha") : 0;
        checkUnary(c, kernels, w -> new Activation(w, kind, alpha, layout(c.tensor("x")).imageStride()));
    }

    static List<Arguments> pools() {
        return cases("max_pool2d", "avg_pool2d");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("pools")
    void poolsAgree(Case c, String kernels) {
        Layout x = layout(c.tensor("x"));
        Layout y = layout(c.tensor("y"));
        int kernelHeight = c.integer("pool", 0);
        int kernelWidth = c.integer("pool", 1);
        int strideHeight = c.integer("strides", 0);
        int strideWidth = c.integer("strides", 1);
        int top = c.integer("pads", 0);
        int left = c.integer("pads", 1);
        int bottom = c.integer("pads", 2);
        int right = c.integer("pads", 3);
        checkUnary(c, kernels, w -> c.operation().equals("max_pool2d")
                ? new MaxPool(w, x, y, kernelHeight, kernelWidth, strideHeight, strideWidth, top, left)
                : new AvgPool(w, x, y, kernelHeight, kernelWidth, strideHeight, strideWidth, top, left, bottom, right,
                        Boolean.parseBoolean(c.word("count_include_pad"))));
    }

    static List<Arguments> otherUnary() {
        return cases("global_avg_pool2d", "global_max_pool2d", "softmax", "log_softmax", "flatten");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("otherUnary")
    void globalPoolsSoftmaxAndFlattenAgree(Case c, String kernels) {
        Layout x = layout(c.tensor("x"));
        checkUnary(c, kernels, w -> switch (c.operation()) {
            case "global_avg_pool2d" -> new GlobalAvgPool(w, x);
            case "global_max_pool2d" -> new GlobalMaxPool(w, x);
            case "softmax" -> new Softmax(w, x);
            case "log_softmax" -> new LogSoftmax(w, x);
            default -> c.word("order").startsWith("C") ? new FlattenChw(w, x) : new Copy(w, x.imageStride());
        });
    }

    static List<Arguments> binary() {
        return cases("add", "multiply", "channel_scale", "concat");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("binary")
    void operationsOnSeveralTensorsAgree(Case c, String kernels) {
        int arms = c.has("x2") ? 3 : 2;
        Layout y = layout(c.tensor("y"));
        int[] sizes = new int[2 * arms + 2];
        for (int i = 0; i < arms; i++) {
            sizes[i] = layout(c.tensor("x" + i)).imageStride();
            sizes[arms + 1 + i] = sizes[i];
        }
        sizes[arms] = y.imageStride();
        sizes[2 * arms + 1] = y.imageStride();
        try (TestBench bench = new TestBench(kernels, 2, c.tensor("y").size(0), 0, sizes)) {
            for (int i = 0; i < arms; i++) {
                bench.put(i, c.tensor("x" + i).channelsLast());
            }
            bench.put(2 * arms + 1, c.tensor("dy").channelsLast());
            switch (c.operation()) {
                case "add" -> runAdd(bench, arms, y.imageStride());
                case "concat" -> runConcat(bench, c, arms, y);
                default -> runMultiply(bench, y, layout(c.tensor("x1")));
            }
            assertClose("y", c.tensor("y").channelsLast(), bench.get(arms), 0, FORWARD);
            for (int i = 0; i < arms; i++) {
                assertClose("dx" + i, c.tensor("dx" + i).channelsLast(), bench.get(arms + 1 + i), 0, BACKWARD);
            }
        }
    }

    private static void runAdd(TestBench bench, int arms, int size) {
        Add add = new Add(bench.workspace, size);
        add.infer(bench.offset(0), bench.offset(1), bench.offset(arms));
        for (int i = 2; i < arms; i++) {
            add.infer(bench.offset(arms), bench.offset(i), bench.offset(arms));
        }
        for (int i = 0; i < arms; i++) {
            add.backward(bench.offset(arms + 1 + i), false, bench.offset(2 * arms + 1));
        }
    }

    private static void runMultiply(TestBench bench, Layout a, Layout b) {
        Multiply multiply = new Multiply(bench.workspace, a, b);
        multiply.infer(bench.offset(0), bench.offset(1), bench.offset(2));
        multiply.backwardLeft(bench.offset(0), bench.offset(1), bench.offset(3), false, bench.offset(5));
        multiply.backwardRight(bench.offset(0), bench.offset(1), bench.offset(4), false, bench.offset(5));
    }

    private static void runConcat(TestBench bench, Case c, int arms, Layout y) {
        int channel = 0;
        for (int i = 0; i < arms; i++) {
            Layout arm = layout(c.tensor("x" + i));
            Concat concat = new Concat(bench.workspace, arm, y, channel);
            concat.infer(bench.offset(i), bench.offset(arms));
            concat.backward(bench.offset(i), bench.offset(arms), bench.offset(arms + 1 + i), false,
                    bench.offset(2 * arms + 1));
            channel += arm.channels();
        }
    }

    static List<Arguments> batchNormalization() {
        return cases("batch_norm_train", "batch_norm_eval");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("batchNormalization")
    void batchNormalizationAgrees(Case c, String kernels) {
        Tensor x = c.tensor("x");
        Layout layout = layout(x);
        int size = layout.imageStride();
        int channels = layout.channels();
        int gamma = c.has("gamma") ? 0 : -1;
        int beta = c.has("beta") ? channels : -1;
        try (TestBench bench = new TestBench(kernels, 2, x.size(0), 2 * channels, size, size, size, size)) {
            Workspace w = bench.workspace;
            bench.put(0, x.channelsLast());
            bench.put(3, c.tensor("dy").channelsLast());
            copy(c, "gamma", w.parameters(), 0);
            copy(c, "beta", w.parameters(), channels);
            copy(c, "running_mean", w.state(), 0);
            copy(c, "running_var", w.state(), channels);
            boolean training = c.word("mode").equals("train");
            float momentum = training ? (float) (1 - c.real("new_weight")) : 0;
            BatchNormalization norm = new BatchNormalization(w, layout, (float) c.real("epsilon"), momentum,
                    Tail.NONE);
            if (!training) {
                norm.pack(0, gamma, beta, 0, channels);
                norm.infer(bench.offset(0), bench.offset(1), 0);
                assertClose("y", c.tensor("y").channelsLast(), bench.get(1), 0, FORWARD);
                return;
            }
            norm.forward(bench.offset(0), bench.offset(1), gamma, beta, 0, channels);
            assertClose("y", c.tensor("y").channelsLast(), bench.get(1), 0, FORWARD);
            assertClose("mean", c.tensor("new_running_mean").values(), w.state(), 0, FORWARD);
            assertClose("variance", runningVariance(c), w.state(), channels, FORWARD);
            norm.backward(bench.offset(0), bench.offset(1), bench.offset(2), false, bench.offset(3), gamma, beta);
            assertClose("dx", c.tensor("dx").channelsLast(), bench.get(2), 0, BACKWARD);
            if (gamma >= 0) {
                assertClose("dgamma", c.tensor("dgamma").values(), w.gradients(), gamma, BACKWARD);
            }
            if (beta >= 0) {
                assertClose("dbeta", c.tensor("dbeta").values(), w.gradients(), beta, BACKWARD);
            }
        }
    }

    private static void copy(Case c, String name, float[] to, int at) {
        if (c.has(name)) {
            float[] values = c.tensor(name).values();
            System.arraycopy(values, 0, to, at, values.length);
        }
    }

    /** Keras moves the running variance towards the biased one, cnnc and PyTorch towards the unbiased. */
    private static float[] runningVariance(Case c) {
        float[] expected = c.tensor("new_running_var").values().clone();
        if (c.word("running_variance").equals("biased")) {
            double count = c.integer("count", 0);
            float[] old = c.tensor("running_var").values();
            for (int i = 0; i < expected.length; i++) {
                double kept = (1 - c.real("new_weight")) * old[i];
                expected[i] = (float) (kept + (expected[i] - kept) * count / (count - 1));
            }
        }
        return expected;
    }

    static List<Arguments> losses() {
        List<Arguments> all = cases("softmax_cross_entropy", "mse", "mae", "bce_with_logits", "bce");
        all.removeIf(a -> ((Case) a.get()[0]).attributes().getOrDefault("target", List.of()).contains("probabilities"));
        return all;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("losses")
    void lossesAgree(Case c, String kernels) {
        Tensor x = c.tensor("x");
        int size = x.size(1);
        int count = x.size(0);
        float[] target = c.tensor("target").values();
        try (TestBench bench = new TestBench(kernels, 2, count, 0, size, size)) {
            bench.put(0, x.values());
            Workspace w = bench.workspace;
            if (!c.operation().equals("softmax_cross_entropy")) {
                w.targets(target);
                TargetLoss loss = switch (c.operation()) {
                    case "mse" -> new MeanSquaredError(w, size, 1);
                    case "mae" -> new MeanAbsoluteError(w, size, 1);
                    case "bce" -> new ProbabilityBinaryCrossEntropy(w, size, 1);
                    default -> new BinaryCrossEntropy(w, size, 1);
                };
                loss.forward(bench.offset(0));
                loss.backward(bench.offset(0), bench.offset(1), false);
            } else {
                for (int i = 0; i < count; i++) {
                    w.labels()[i] = (int) target[i];
                }
                SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy(w, size, (float) c.real("label_smoothing"), 1);
                loss.forward(bench.offset(0));
                loss.backward(bench.offset(0), bench.offset(1), false);
            }
            assertClose("loss", c.tensor("y").values(), new float[] {(float) (w.lossSum() / count)}, 0, FORWARD);
            assertClose("dx", c.tensor("dx").values(), bench.get(1), 0, BACKWARD);
        }
    }
}
