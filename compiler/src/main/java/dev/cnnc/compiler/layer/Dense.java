package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** {@code dense(10)}: every output is a weighted sum of all inputs. */
public record Dense(long units, WeightSpec weights, Fusion fusion) implements ProductLayer {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.Dense.class;

    private static final Attribute<Long> UNITS =
            Attribute.required("units", WholeType.POSITIVE, "how many numbers come out");
    private static final Attribute<Extent> FULLY_CONVOLUTIONAL = Attribute.following("fully_convolutional",
            Extent.WINDOW, "none: the input is a vector",
            "the image, height x width, that the layer was trained on: it slides over larger ones");

    static final LayerKind KIND = WeightSpec.declare(LayerKind.named("dense", LayerKind.Category.PRODUCT)
                    .attributes(UNITS))
            .attributes(FULLY_CONVOLUTIONAL)
            .summary("fully connected layer: every output is a weighted sum of all inputs")
            .shape("a vector of units numbers; the input must be a vector, which flatten or global_avgpool make; with "
                    + "fully_convolutional = h x w an image of (height - h + 1) x (width - w + 1) pixels and units "
                    + "channels, the input being an image of at least that size")
            .formula("y[o] = bias[o] + sum over i of x[i] * weight[o, i]; with fully_convolutional, at each place of "
                    + "the image, x is what flatten makes of the window there")
            .example("""
                    input(28x28x1)
                    flatten
                    dense(100, activation = relu, initialiser = he_normal)
                    dense(10)
                    """)
            .source("weights as in PyTorch: units, inputs; as a convolution in Long, Shelhamer and Darrell, Fully "
                    + "convolutional networks for semantic segmentation, 2014, arXiv:1411.4038")
            .reads(Dense::read);

    private static Layer read(Attributes attributes) {
        WeightSpec weights = WeightSpec.read(attributes);
        long units = attributes.get(UNITS);
        return attributes.find(FULLY_CONVOLUTIONAL)
                .<Layer>map(window -> new SlidingDense(units, window, weights, Fusion.NONE))
                .orElseGet(() -> new Dense(units, weights, Fusion.NONE));
    }

    /** A dense layer that slides over images, as its user could have written it. */
    static Description describe(long units, Extent window, WeightSpec weights) {
        return weights.describe(Description.of(KIND).with(UNITS, units)).with(FULLY_CONVOLUTIONAL, window);
    }

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        if (!inputs.get(0).isVector()) {
            Shape image = inputs.get(0);
            throw new LayerException(DiagnosticCode.SHAPE_MISMATCH, "dense takes a vector, found " + image,
                    "put 'flatten' before it, which makes " + image.size() + " numbers, or 'global_avgpool', which "
                            + "makes " + image.channels(), "");
        }
        return Shape.vector(units);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        long features = inputs.get(0).channels();
        return weights.parameters(List.of(units, features), features, units);
    }

    @Override
    public long macs(List<Shape> inputs, Shape output) {
        return Math.multiplyExact(inputs.get(0).channels(), units);
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        fusion.lowerInference(
                emit, emit.operation(OPERATION, emit.input(0).channels(), emit.output().channels(), fusion.tail()));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        fusion.lowerTraining(
                emit, emit.operation(OPERATION, emit.input(0).channels(), emit.output().channels(), fusion.tail()));
    }

    @Override
    public Dense withFusion(Fusion other) {
        return new Dense(units, weights, other);
    }

    @Override
    public String describe() {
        return weights.describe(Description.of(KIND).with(UNITS, units)).toString() + fusion;
    }
}
