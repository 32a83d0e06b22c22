package dev.cnnc.compiler.infer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.layer.LayerException;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.Locale;

/**
 * Keeps a network within what the generated program can address: a tensor of one image, and all parameters together,
 * are each one Java array, the longest of which is a little shorter than the largest int.
 */
final class Sizes {

    private static final long LIMIT = Integer.MAX_VALUE - 1024;

    private long parameters;
    private long state;
    private long macs;

    void checkTensor(Shape shape) {
        if (shape.height() < 1 || shape.width() < 1 || shape.channels() < 1) {
            throw new LayerException(
                    DiagnosticCode.SHAPE_MISMATCH, "the output would be " + shape + ", which holds nothing", "", "");
        }
        if (shape.size() > LIMIT) {
            throw new LayerException(
                    DiagnosticCode.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "the output %s has %,d elements; at most %,d are possible", shape, shape.size(), LIMIT),
                    "",
                    "");
        }
    }

    void add(Parameter parameter) {
        long count = parameter.count();
        if (parameter.trainable()) {
            parameters = Math.addExact(parameters, count);
        } else {
            state = Math.addExact(state, count);
        }
        if (Math.max(parameters, state) > LIMIT) {
            long total = Math.max(parameters, state);
            parameters = parameter.trainable() ? parameters - count : parameters;
            state = parameter.trainable() ? state : state - count;
            throw new LayerException(
                    DiagnosticCode.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "its %s has %,d numbers, which makes %,d in the network so far; at most %,d are possible",
                            parameter.role(), count, total, LIMIT),
                    "",
                    "");
        }
    }

    long addMacs(long more) {
        macs = Math.addExact(macs, more);
        return more;
    }
}
