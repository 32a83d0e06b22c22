package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Tail;
import java.util.List;

/** {@code dense(10)}: every output is a weighted sum of all inputs. */
public record Dense(long units, WeightSpec weights, Fusion fusion) implements ProductLayer {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.Dense.class;

    private static final Attribute<Long> UNITS =
            Attribute.required("units", WholeType.POSITIVE, "how many numbers come out");

    static final LayerKind KIND = WeightSpec.declare(LayerKind.named("dense", LayerKind.Category.PRODUCT)
                    .attributes(UNITS))
            .summary("fully connected layer: every output is a weighted sum of all inputs")
            .shape("a vector of units numbers; the input must be a vector, which flatten or global_avgpool make")
            .formula("y[o] = bias[o] + sum over i of x[i] * weight[o, i]")
            .example("""
                    input(28x28x1)
                    flatten
                    dense(100, activation = relu, initialiser = he_normal)
                    dense(10)
                    """)
            .source("weights as in PyTorch: units, inputs")
            .reads(attributes -> new Dense(attributes.get(UNITS), WeightSpec.read(attributes), Fusion.NONE));

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
    public Tail tail() {
        return fusion.tail();
    }

    @Override
    public Dense withTail(Tail tail) {
        return new Dense(units, weights, fusion.withTail(tail));
    }

    @Override
    public boolean isNormalised() {
        return fusion.epsilon().isPresent();
    }

    @Override
    public Dense withNormalisation(double epsilon) {
        return new Dense(units, weights, fusion.withNormalisation(epsilon));
    }

    @Override
    public Dense withFactor(double factor) {
        return new Dense(units, weights, fusion.withFactor(factor));
    }

    @Override
    public String describe() {
        return weights.describe(Description.of(KIND).with(UNITS, units)).toString() + fusion;
    }
}
