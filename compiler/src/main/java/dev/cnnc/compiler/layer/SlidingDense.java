package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Convolution;
import dev.cnnc.runtime.op.Layout;
import java.util.List;

/**
 * {@code dense(10, fully_convolutional = 5x5)}: a dense layer over a window, which slides over the image. Its weight
 * has the name, the shape and the order of that of {@code flatten dense(10)}, so that one file of weights serves both;
 * a convolution's are in the same order.
 */
public record SlidingDense(long units, Extent window, WeightSpec weights, Fusion fusion) implements ProductLayer {

    @Override
    public LayerKind kind() {
        return Dense.KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        SlidingWindow.Placement placed = sliding().over(inputs.get(0), "fully_convolutional");
        return new Shape(placed.height(), placed.width(), units);
    }

    private SlidingWindow sliding() {
        return new SlidingWindow(window, Extent.ONE, Padding.VALID, Extent.ONE, false);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        long features = features(inputs);
        return weights.parameters(List.of(units, features), features, units);
    }

    private long features(List<Shape> inputs) {
        return Math.multiplyExact(window.area(), inputs.get(0).channels());
    }

    @Override
    public long macs(List<Shape> inputs, Shape output) {
        return Math.multiplyExact(output.size(), features(inputs));
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        fusion.lowerInference(emit, emit.operation(Convolution.class, arguments(emit.input(0), emit.output())));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        fusion.lowerTraining(emit, emit.operation(Convolution.class, arguments(emit.input(0), emit.output())));
    }

    private Object[] arguments(Layout x, Layout y) {
        List<Object> arguments = sliding().dilatedArguments(x, y);
        arguments.add(1);
        arguments.add(fusion.tail());
        return arguments.toArray();
    }

    @Override
    public SlidingDense withFusion(Fusion other) {
        return new SlidingDense(units, window, weights, other);
    }

    @Override
    public String describe() {
        return Dense.describe(units, window, weights).toString() + fusion;
    }
}
