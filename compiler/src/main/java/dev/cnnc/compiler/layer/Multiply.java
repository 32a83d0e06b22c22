package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Layout;
import java.util.List;

/** {@code multiply}: the product of its inputs, any of which may have a single number for each channel. */
public record Multiply() implements Layer {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.Multiply.class;

    static final LayerKind KIND = LayerKind.named("multiply", LayerKind.Category.JOIN)
            .pairwise()
            .summary("multiplies its inputs, element by element, or an image with one number for each channel")
            .shape("as the inputs, which are of one shape; or as the image, where the other is a vector with a number "
                    + "for each of its channels")
            .formula("y[i, j, c] = a[i, j, c] * b[i, j, c], or a[i, j, c] * b[c]; more inputs are taken from the left, "
                    + "two at a time")
            .example("""
                    input(32x32x3)
                    conv(16, 3x3)  relu
                    multiply {
                      branch { }
                      branch { global_avgpool  dense(4)  relu  dense(16)  sigmoid }
                    }
                    global_avgpool  dense(10)
                    """)
            .source("Hu, Shen and Sun, Squeeze-and-excitation networks, 2017, arXiv:1709.01507")
            .reads(attributes -> new Multiply());

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape a = inputs.get(0);
        Shape b = inputs.get(1);
        if (a.equals(b) || b.isVector() && a.channels() == b.channels()) {
            return a;
        }
        if (a.isVector() && a.channels() == b.channels()) {
            return b;
        }
        throw new LayerException(DiagnosticCode.SHAPE_MISMATCH,
                "multiply needs inputs of one shape, or a vector of as many numbers as the other has channels, found "
                        + a + " and " + b,
                "", "");
    }

    /** The runtime wants the image first and the vector second. */
    private static int image(Layout first, Layout second) {
        return first.pixels() >= second.pixels() ? 0 : 1;
    }

    @Override
    public ValueRange range(List<ValueRange> inputs, List<Shape> shapes) {
        return inputs.stream().allMatch(ValueRange::isProbability) ? ValueRange.FRACTION : ValueRange.ANY;
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        int a = image(emit.input(0), emit.input(1));
        int b = 1 - a;
        emit.run(emit.operation(OPERATION, emit.input(a), emit.input(b)), "infer", emit.x(a), emit.x(b), emit.y());
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        int a = image(emit.input(0), emit.input(1));
        int b = 1 - a;
        Operation operation = emit.operation(OPERATION, emit.input(a), emit.input(b));
        emit.repeatable(operation, "forward", emit.x(a), emit.x(b), emit.y());
        if (emit.needsGradient(a)) {
            emit.backward(operation, "backwardLeft", emit.x(a), emit.x(b), emit.dx(a), emit.accumulate(a), emit.dy());
        }
        if (emit.needsGradient(b)) {
            emit.backward(operation, "backwardRight", emit.x(a), emit.x(b), emit.dx(b), emit.accumulate(b), emit.dy());
        }
    }

    @Override
    public String describe() {
        return KIND.name();
    }
}
