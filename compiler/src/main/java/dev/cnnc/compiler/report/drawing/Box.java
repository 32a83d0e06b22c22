package dev.cnnc.compiler.report.drawing;

import java.util.List;

/**
 * What is drawn as one box: a layer with those that only change its values, or a whole block.
 *
 * @param path of its first layer, or of the block
 * @param family how it is coloured
 * @param title in bold: {@code conv 3x3, 64}
 * @param detail below it: {@code bn, relu}; may be empty
 * @param shape of what it gives
 * @param inputs indices of the boxes that it reads, all smaller than its own
 * @param parameters floats of weights in it
 * @param macs multiply-accumulates for one image
 */
record Box(String path, Family family, String title, String detail, List<Integer> shape, List<Integer> inputs,
        long parameters, long macs) {

    /** What a box's work is. */
    enum Family { INPUT, PRODUCT, POOL, JOIN, OTHER, BLOCK }

    Box {
        shape = List.copyOf(shape);
        inputs = List.copyOf(inputs);
    }

    Box withInputs(List<Integer> others) {
        return new Box(path, family, title, detail, shape, others, parameters, macs);
    }

    /** Whether the other one differs only in where it stands. */
    boolean looksLike(Box other) {
        return family == other.family && title.equals(other.title) && detail.equals(other.detail)
                && shape.equals(other.shape) && parameters == other.parameters;
    }
}
