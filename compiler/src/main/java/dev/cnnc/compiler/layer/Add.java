package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Copy;
import java.util.List;

/** {@code add}, and what {@code residual} ends with: the sum of its inputs, element by element. */
public record Add() implements Layer {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.Add.class;

    static final LayerKind KIND = LayerKind.named("add", LayerKind.Category.JOIN)
            .inputs(1, Integer.MAX_VALUE)
            .summary("adds its inputs, element by element; residual { … } ends with one")
            .shape("as the inputs, which are all of one shape")
            .formula("y = a + b + …")
            .example("""
                    input(28x28x1)
                    conv(16, 3x3)  relu
                    add {
                      branch { conv(16, 3x3, padding = same) }
                      branch { conv(16, 1x1) }
                    }
                    global_avgpool  dense(10)
                    """)
            .source("He et al., Deep residual learning, 2015, arXiv:1512.03385")
            .reads(attributes -> new Add());

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape first = inputs.get(0);
        for (Shape input : inputs) {
            if (!input.equals(first)) {
                throw new LayerException(DiagnosticCode.SHAPE_MISMATCH,
                        "add needs inputs of one shape, found " + first + " and " + input, hint(first, input), "");
            }
        }
        return first;
    }

    /** The 1x1 convolution that makes the larger image into the smaller one, as a projection shortcut does. */
    private static String hint(Shape a, Shape b) {
        Shape from = a.height() >= b.height() ? a : b;
        Shape to = from == a ? b : a;
        if (from.height() == to.height() && from.width() == to.width()) {
            return "a 1x1 convolution on one of them makes the channels agree: conv(" + to.channels() + ", 1x1)";
        }
        long stride = (from.height() - 1) / to.height() + 1;
        boolean fits = (from.height() - 1) / stride + 1 == to.height() && (from.width() - 1) / stride + 1 == to.width();
        return fits
                ? "conv(" + to.channels() + ", 1x1, stride = " + stride + ") makes " + to + " of " + from
                : "padding = same keeps height and width";
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        if (emit.inputs() == 1) {
            emit.alias(0);
            return;
        }
        Operation operation = emit.operation(OPERATION, emit.output().imageStride());
        emit.run(operation, "infer", emit.replaceable(0), emit.x(1), emit.y());
        for (int arm = 2; arm < emit.inputs(); arm++) {
            emit.run(operation, "infer", emit.y(), emit.x(arm), emit.y());
        }
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        if (emit.inputs() == 1) {
            UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, Copy.class, emit.output().imageStride());
            return;
        }
        Operation operation = emit.operation(OPERATION, emit.output().imageStride());
        emit.repeatable(operation, "forward", emit.x(0), emit.x(1), emit.y());
        for (int arm = 2; arm < emit.inputs(); arm++) {
            emit.repeatable(operation, "forward", emit.y(), emit.x(arm), emit.y());
        }
        for (int arm = 0; arm < emit.inputs(); arm++) {
            if (emit.needsGradient(arm)) {
                emit.backward(operation, "backward", emit.dx(arm), emit.accumulate(arm), emit.dy());
            }
        }
    }

    @Override
    public String describe() {
        return KIND.name();
    }
}
