package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.Activation;
import java.util.List;

/**
 * An activation: a function of each element by itself. What tells one from another is its {@link ActivationKind}; the
 * kinds are declared in a file each.
 *
 * @param alpha    the slope or scale, or 0
 * @param describe as {@link Layer#describe}
 */
record Elementwise(LayerKind kind, ActivationKind activation, float alpha, String describe)
        implements ActivationLayer {

    static Elementwise of(LayerKind kind, ActivationKind activation) {
        return new Elementwise(kind, activation, 0, kind.name());
    }

    /** An activation with a number. */
    static Elementwise of(LayerKind kind, ActivationKind activation, Attribute<Double> parameter, Attributes read) {
        double alpha = read.get(parameter);
        return new Elementwise(
                kind, activation, (float) alpha, Description.of(kind).with(parameter, alpha).toString());
    }

    /** What the declarations of activations have in common. */
    static LayerKind.Builder declare(String name) {
        return LayerKind.named(name, LayerKind.Category.ACTIVATION)
                .shape("as the input")
                .example("input(28x28x1)\nconv(8, 3x3)\n" + name + "\nflatten\ndense(10)\n");
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public ValueRange range(List<ValueRange> inputs, List<Shape> shapes) {
        return activation == ActivationKind.SIGMOID || activation == ActivationKind.HARD_SIGMOID
                ? ValueRange.FRACTION
                : ValueRange.ANY;
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        UnaryLowering.infer(emit, Activation.class, activation, alpha, emit.input(0).imageStride());
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.Saved saved =
                activation.derivativeFromOutput() ? UnaryLowering.Saved.OUTPUT : UnaryLowering.Saved.INPUT;
        UnaryLowering.train(emit, saved, Activation.class, activation, alpha, emit.input(0).imageStride());
    }
}
