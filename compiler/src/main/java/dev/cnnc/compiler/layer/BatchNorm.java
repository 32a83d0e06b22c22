package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Initialiser;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.BatchNormalization;
import dev.cnnc.runtime.op.Tail;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bn}: batch normalisation of every channel.
 *
 * @param momentum the weight of the old value in the running statistics
 * @param tail     what passes have moved into it
 */
public record BatchNorm(double epsilon, double momentum, ChannelAffine affine, Tail tail) implements TailedLayer {

    private static final Attribute<Double> MOMENTUM = Attribute.optional("momentum", NumberType.FRACTION, 0.9,
            "the weight of the old value in the running statistics; PyTorch says 1 - momentum");

    static final LayerKind KIND = LayerKind.named("bn", LayerKind.Category.NORMALISATION)
            .summary("batch normalisation: every channel to mean 0 and variance 1, then a learnt factor and summand")
            .attributes(ChannelAffine.EPSILON, MOMENTUM, ChannelAffine.SCALE, ChannelAffine.SHIFT)
            .shape("as the input")
            .formula("y = (x - mean) / sqrt(variance + epsilon) * weight + bias, with the mean and variance of the "
                    + "batch in training, and with their running averages in inference and where the layer is frozen")
            .example("""
                    input(32x32x3)
                    conv(16, 3x3, bias = false)  bn  relu
                    conv(16, 3x3, bias = false)  bn(momentum = 0.99, epsilon = 1e-3)  relu
                    global_avgpool  dense(10)
                    """)
            .source("Ioffe and Szegedy, Batch normalization, 2015, arXiv:1502.03167; the running variance is the "
                    + "unbiased one, as in PyTorch")
            .reads(attributes -> new BatchNorm(attributes.get(ChannelAffine.EPSILON), attributes.get(MOMENTUM),
                    ChannelAffine.read(attributes), Tail.NONE));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        List<Long> channels = List.of(inputs.get(0).channels());
        List<Parameter> parameters = new ArrayList<>(affine.parameters(inputs.get(0).channels()));
        parameters.add(new Parameter("running_mean", channels, Initialiser.ZEROS, false, false));
        parameters.add(new Parameter("running_var", channels, Initialiser.ONES, false, false));
        return List.copyOf(parameters);
    }

    @Override
    public BatchNorm withTail(Tail other) {
        return new BatchNorm(epsilon, momentum, affine, other);
    }

    @Override
    public boolean takes(ActivationKind activation) {
        return activation.rectifies();
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        Operation operation =
                emit.operation(BatchNormalization.class, emit.input(0), (float) epsilon, (float) momentum, tail);
        Operand slot = emit.slot();
        emit.prepare(operation, "pack", slot, emit.parameter("weight"), emit.parameter("bias"),
                emit.parameter("running_mean"), emit.parameter("running_var"));
        emit.run(operation, "infer", emit.x(0), emit.y(), slot);
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        Operation operation =
                emit.operation(BatchNormalization.class, emit.input(0), (float) epsilon, (float) momentum, tail);
        Operand weight = emit.parameter("weight");
        Operand bias = emit.parameter("bias");
        Operand mean = emit.parameter("running_mean");
        Operand variance = emit.parameter("running_var");
        boolean frozen = emit.frozen();
        List<Operand> tensors = new ArrayList<>(List.of(emit.x(0), emit.y()));
        List<Operand> backward = new ArrayList<>(List.of(savedY(emit), emit.dx(0), emit.accumulate(0), emit.dy()));
        if (tail.residual()) {
            tensors.add(1, emit.x(1));
            backward.addAll(3, List.of(emit.dx(1), emit.accumulate(1)));
        }
        if (frozen) {
            backward.addAll(List.of(weight, variance));
        } else {
            backward.add(0, emit.x(0));
            backward.addAll(List.of(weight, bias));
        }
        List<Operand> forward = new ArrayList<>(tensors);
        forward.addAll(List.of(weight, bias, mean, variance));
        emit.forward(operation, frozen ? "forwardFrozen" : "forward", forward.toArray(Operand[]::new));
        emit.again(operation, "again", tensors.toArray(Operand[]::new));
        emit.backward(operation, frozen ? "backwardFrozen" : "backward", backward.toArray(Operand[]::new));
    }

    /** The derivative of the activation follows from x where only the statistics lie between the two. */
    private Operand savedY(TrainingEmitter emit) {
        boolean needed = tail.activation() != ActivationKind.NONE && (tail.residual() || emit.frozen());
        return needed ? emit.savedY() : Operand.NONE;
    }

    @Override
    public String describe() {
        Description description =
                Description.of(KIND).with(ChannelAffine.EPSILON, epsilon).with(MOMENTUM, momentum);
        return affine.describe(description) + TailedLayer.describe(tail);
    }
}
