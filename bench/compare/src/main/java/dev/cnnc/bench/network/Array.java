package dev.cnnc.bench.network;

import java.util.Arrays;

/**
 * Learnt numbers.
 *
 * @param name   its name in weight files
 * @param shape  outermost first, in PyTorch's order
 * @param values the first index outermost
 */
public record Array(String name, int[] shape, float[] values) {

    public long[] longShape() {
        return Arrays.stream(shape).asLongStream().toArray();
    }

    /** The same numbers with the axes in another order; {@code order[i]} is the old place of the new axis i. */
    public Array permuted(int... order) {
        int[] permutedShape = new int[order.length];
        int[] steps = new int[order.length];
        for (int axis = 0; axis < order.length; axis++) {
            permutedShape[axis] = shape[order[axis]];
            steps[axis] = step(order[axis]);
        }
        float[] permuted = new float[values.length];
        int[] index = new int[order.length];
        for (int to = 0; to < permuted.length; to++) {
            int from = 0;
            for (int axis = 0; axis < index.length; axis++) {
                from += index[axis] * steps[axis];
            }
            permuted[to] = values[from];
            advance(index, permutedShape);
        }
        return new Array(name, permutedShape, permuted);
    }

    private int step(int axis) {
        int step = 1;
        for (int inner = axis + 1; inner < shape.length; inner++) {
            step *= shape[inner];
        }
        return step;
    }

    private static void advance(int[] index, int[] shape) {
        for (int axis = index.length - 1; axis >= 0; axis--) {
            if (++index[axis] < shape[axis]) {
                return;
            }
            index[axis] = 0;
        }
    }
}
