package dev.cnnc.runtime;

import java.util.List;
import java.util.Objects;

/**
 * One tensor of weights. Layouts are PyTorch's: convolutions {@code [out, in / groups, height, width]}, dense layers
 * {@code [out, in]}.
 *
 * @param name path of labels and role, as in {@code stage1.0.conv1.weight}
 * @param shape its dimensions, outermost first
 * @param trainable whether the optimiser changes it; otherwise it is state, such as a running mean
 * @param offset where it begins in {@link Weights#parameters()} or, if not trainable, {@link Weights#state()}
 * @param initialiser what it starts from
 * @param decay whether the optimiser's weight decay applies to it
 * @param l1 training minimises this times the sum of its magnitudes too
 * @param l2 training minimises this times the sum of its squares too
 * @param maxNorm the largest norm of the weights that make one output value; 0 for any
 * @param unit how many weights make one output value, where there is a largest norm; else 0
 */
public record ParameterInfo(String name, List<Integer> shape, boolean trainable, int offset,
        InitialiserInfo initialiser, boolean decay, double l1, double l2,
        double maxNorm, int unit) {
    /** A parameter without regularisation of its own. */
    public ParameterInfo(String name, List<Integer> shape, boolean trainable, int offset,
            InitialiserInfo initialiser, boolean decay) {
        this(name, shape, trainable, offset, initialiser, decay, 0, 0, 0, 0);
    }

    public ParameterInfo {
        Objects.requireNonNull(name, "a parameter's name");
        Objects.requireNonNull(initialiser, "a parameter's initialiser");
        shape = List.copyOf(shape);
        if (!(l1 >= 0 && l1 < Double.POSITIVE_INFINITY && l2 >= 0 && l2 < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " has the regularisation rates " + l1 + " and " + l2);
        }
        if (!(maxNorm >= 0 && maxNorm < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " has the largest norm " + maxNorm);
        }
        int size = Sizes.product(name, Sizes.array(shape));
        if (maxNorm > 0 && (unit < 1 || size % unit != 0)) {
            throw new IllegalArgumentException(name + " has " + size + " weights in units of " + unit);
        }
        if (offset < 0 || offset > Integer.MAX_VALUE - size) {
            throw new IllegalArgumentException(name + " begins at " + offset);
        }
    }

    /** Floats in this tensor. */
    public int size() {
        int size = 1;
        for (int dimension : shape) {
            size *= dimension;
        }
        return size;
    }
}
