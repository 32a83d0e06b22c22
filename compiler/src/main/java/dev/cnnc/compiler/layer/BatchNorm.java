package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Initialiser;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.BatchNormalization;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bn}: batch normalisation of every channel.
 *
 * @param momentum the weight of the old value in the running statistics
 */
public record BatchNorm(double epsilon, double momentum, ChannelAffine affine) implements Layer {

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
                    ChannelAffine.read(attributes)));

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
    public void lowerInference(InferenceEmitter emit) {
        Operation operation =
                emit.operation(BatchNormalization.class, emit.input(0), (float) epsilon, (float) momentum);
        Operand slot = emit.slot();
        emit.prepare(operation, "pack", slot, emit.parameter("weight"), emit.parameter("bias"),
                emit.parameter("running_mean"), emit.parameter("running_var"));
        emit.run(operation, "infer", emit.x(0), emit.y(), slot);
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        Operation operation =
                emit.operation(BatchNormalization.class, emit.input(0), (float) epsilon, (float) momentum);
        Operand weight = emit.parameter("weight");
        Operand bias = emit.parameter("bias");
        Operand mean = emit.parameter("running_mean");
        Operand variance = emit.parameter("running_var");
        if (emit.frozen()) {
            emit.forward(operation, "forwardFrozen", emit.x(0), emit.y(), weight, bias, mean, variance);
            emit.backward(operation, "backwardFrozen", emit.dx(0), emit.accumulate(0), emit.dy(), weight, variance);
        } else {
            emit.forward(operation, "forward", emit.x(0), emit.y(), weight, bias, mean, variance);
            emit.backward(operation, "backward", emit.x(0), Operand.NONE, emit.dx(0), emit.accumulate(0), emit.dy(),
                    weight, bias);
        }
    }

    @Override
    public String describe() {
        Description description =
                Description.of(KIND).with(ChannelAffine.EPSILON, epsilon).with(MOMENTUM, momentum);
        return affine.describe(description).toString();
    }
}
