package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** {@code concat { branch { … } branch { … } }}: the channels of all inputs, one after another. */
public record Concat() implements Layer {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.Concat.class;

    static final LayerKind KIND = LayerKind.named("concat", LayerKind.Category.JOIN)
            .inputs(1, Integer.MAX_VALUE)
            .summary("puts the channels of all its inputs one after another")
            .shape("height and width as the inputs, which agree in them; the channels of all inputs together")
            .formula("y[i, j, :] = [a[i, j, :], b[i, j, :], …]")
            .example("""
                    input(28x28x1)
                    conv(32, 3x3)  relu
                    concat {
                      branch { conv(16, 1x1)  relu }
                      branch { conv(8, 1x1)  relu  conv(16, 3x3, padding = same)  relu }
                    }
                    global_avgpool  dense(10)
                    """)
            .source("Szegedy et al., Going deeper with convolutions, 2014, arXiv:1409.4842")
            .reads(attributes -> new Concat());

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape first = inputs.get(0);
        long channels = 0;
        for (Shape input : inputs) {
            if (input.height() != first.height() || input.width() != first.width()) {
                throw new LayerException(DiagnosticCode.SHAPE_MISMATCH,
                        "concat needs inputs of one height and width, found " + first + " and " + input,
                        "pad or stride the arms alike: padding = same keeps the size", "");
            }
            channels = Math.addExact(channels, input.channels());
        }
        return new Shape(first.height(), first.width(), channels);
    }

    @Override
    public ValueRange range(List<ValueRange> inputs, List<Shape> shapes) {
        return inputs.stream().allMatch(ValueRange::isProbability) ? ValueRange.FRACTION : ValueRange.ANY;
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        int offset = 0;
        for (int arm = 0; arm < emit.inputs(); arm++) {
            emit.run(emit.operation(OPERATION, emit.input(arm), emit.output(), offset), "infer", emit.x(arm), emit.y());
            offset += emit.input(arm).channels();
        }
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        int offset = 0;
        for (int arm = 0; arm < emit.inputs(); arm++) {
            Operation operation = emit.operation(OPERATION, emit.input(arm), emit.output(), offset);
            emit.repeatable(operation, "forward", emit.x(arm), emit.y());
            if (emit.needsGradient(arm)) {
                emit.backward(operation, "backward", Operand.NONE, Operand.NONE, emit.dx(arm), emit.accumulate(arm),
                        emit.dy());
            }
            offset += emit.input(arm).channels();
        }
    }

    @Override
    public String describe() {
        return KIND.name();
    }
}
