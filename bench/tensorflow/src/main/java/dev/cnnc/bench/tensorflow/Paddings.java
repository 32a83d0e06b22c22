package dev.cnnc.bench.tensorflow;

import dev.cnnc.bench.network.Window;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/** The padding of a window in TensorFlow's words: by name where it has one, which is the faster way. */
final class Paddings {

    static final String VALID = "VALID";
    static final String SAME = "SAME";
    static final String EXPLICIT = "EXPLICIT";

    private Paddings() {}

    /** @param image the shape of the images: count, height, width, channels */
    static String word(Window window, Shape image) {
        if (!window.isPadded()) {
            return VALID;
        }
        boolean rows = isSame(image.get(1), window.height(), window.strideHeight(), window.dilationHeight(),
                window.top(), window.bottom());
        boolean columns = isSame(image.get(2), window.width(), window.strideWidth(), window.dilationWidth(),
                window.left(), window.right());
        return rows && columns ? SAME : EXPLICIT;
    }

    private static boolean isSame(long size, int kernel, int stride, int dilation, int before, int after) {
        long positions = (size + stride - 1) / stride;
        long total = Math.max((positions - 1) * stride + (kernel - 1L) * dilation + 1 - size, 0);
        return before == total / 2 && after == total - total / 2;
    }

    /** For the attribute of convolutions; empty if the padding has a name. */
    static List<Long> explicit(Window window, String word) {
        return word.equals(EXPLICIT)
                ? List.of(0L, 0L, (long) window.top(), (long) window.bottom(), (long) window.left(),
                        (long) window.right(), 0L, 0L)
                : List.of();
    }

    /** For the operation that pads: a row for each axis. */
    static int[][] table(Window window) {
        return new int[][] {{0, 0}, {window.top(), window.bottom()}, {window.left(), window.right()}, {0, 0}};
    }
}
