package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.LocalResponseNormalization;
import java.util.List;

/**
 * {@code lrn}: each number is divided by what grows with the squares of its neighbours in other channels.
 *
 * @param average whether alpha is divided by the size first
 */
public record LocalResponseNorm(long size, double alpha, double beta, double k, boolean average) implements Layer {

    private static final int LARGEST_SIZE = 1 << 16;

    private static final Attribute<Long> SIZE = Attribute.optional(
            "size", new WholeType(1, LARGEST_SIZE), 5L, "how many channels, the own in their middle, are summed");
    private static final Attribute<Double> ALPHA =
            Attribute.optional("alpha", NumberType.NOT_NEGATIVE, 1e-4, "the factor on the sum of squares");
    private static final Attribute<Double> BETA =
            Attribute.optional("beta", NumberType.NOT_NEGATIVE, 0.75, "the power");
    private static final Attribute<Double> K =
            Attribute.optional("k", NumberType.POSITIVE, 2.0, "what the sum is added to");
    private static final Attribute<Boolean> AVERAGE = Attribute.optional("average", TruthType.TRUTH, false,
            "whether the sum is divided by the size, as in PyTorch, Caffe and ONNX");

    static final LayerKind KIND = LayerKind.named("lrn", LayerKind.Category.NORMALISATION)
            .summary("local response normalisation: channels that are strong damp their neighbours")
            .attributes(SIZE, ALPHA, BETA, K, AVERAGE)
            .shape("as the input")
            .formula("y[i, j, c] = x[i, j, c] / (k + alpha * sum over d of x[i, j, d]^2)^beta, d from "
                    + "c - floor(size / 2) to c + floor((size - 1) / 2), as far as there are such channels")
            .example("""
                    input(32x32x3, scale = 1/255)
                    conv(16, 5x5)  relu
                    lrn
                    lrn(size = 3, alpha = 5e-5, k = 1, average = true)
                    global_avgpool  dense(10)
                    """)
            .source("Krizhevsky, Sutskever and Hinton, ImageNet classification with deep convolutional neural "
                    + "networks, 2012, section 3.3, whose constants are the defaults")
            .reads(attributes -> new LocalResponseNorm(attributes.get(SIZE), attributes.get(ALPHA),
                    attributes.get(BETA), attributes.get(K), attributes.get(AVERAGE)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        UnaryLowering.infer(emit, LocalResponseNormalization.class, emit.input(0), (int) size, factor(), (float) beta,
                (float) k);
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.train(emit, UnaryLowering.Saved.INPUT, LocalResponseNormalization.class, emit.input(0),
                (int) size, factor(), (float) beta, (float) k);
    }

    private float factor() {
        return (float) (average ? alpha / size : alpha);
    }

    @Override
    public String describe() {
        return Description.of(KIND)
                .with(SIZE, size)
                .with(ALPHA, alpha)
                .with(BETA, beta)
                .with(K, k)
                .with(AVERAGE, average)
                .toString();
    }
}
