package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/**
 * One layer with its attributes, as an immutable record. It knows nothing of where it stands in a network.
 *
 * <p>Sizes come from users: rules compute in checked 64-bit arithmetic and let {@link ArithmeticException} through,
 * which shape inference reports as an overflow at the layer.
 */
public interface Layer {

    LayerKind kind();

    /** The shape rule; {@link LayerException} where the inputs do not fit. */
    Shape outputShape(List<Shape> inputs);

    /** What the layer learns and keeps, in the order in which files list it. Called after {@link #outputShape}. */
    default List<Parameter> parameters(List<Shape> inputs) {
        return List.of();
    }

    /** Multiply-accumulate operations for one image. */
    default long macs(List<Shape> inputs, Shape output) {
        return 0;
    }

    /** Whether the layer changes nothing when it predicts, as dropout does. */
    default boolean isIdentityInInference() {
        return false;
    }

    /**
     * What is certain of the output's numbers in a prediction.
     *
     * @param inputs what is certain of the inputs' numbers
     */
    default ValueRange range(List<ValueRange> inputs, List<Shape> shapes) {
        return isIdentityInInference() ? inputs.get(0) : ValueRange.ANY;
    }

    void lowerInference(InferenceEmitter emit);

    void lowerTraining(TrainingEmitter emit);

    /** The layer as a user could have written it, without what is the default: {@code conv(64, 3x3, stride = 2)}. */
    String describe();
}
