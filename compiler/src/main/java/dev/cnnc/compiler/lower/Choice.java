package dev.cnnc.compiler.lower;

import dev.cnnc.compiler.program.Operation;
import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.Convolution;
import dev.cnnc.runtime.op.Dense;
import dev.cnnc.runtime.op.DepthwiseConvolution;
import dev.cnnc.runtime.op.Layout;
import dev.cnnc.runtime.op.PooledConvolution;
import dev.cnnc.runtime.op.PooledWinogradConvolution;
import dev.cnnc.runtime.op.Tail;
import dev.cnnc.runtime.op.WinogradConvolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How an operation is computed, in words.
 *
 * @param algorithm such as {@code direct, 5 runs of 30 terms}
 * @param layout    of its tensors in memory, and what is copied on the way
 * @param tile      results that are held in registers at a time; the vector's length is the machine's
 * @param tail      what is done to the sums before they are written
 */
public record Choice(String algorithm, String layout, String tile, String tail) {

    private static final String ROWS = "height, width, channels";
    private static final String LARGEST = ", the largest of 2x2";
    private static final String COPIED = "rows copied between zeros";
    private static final String SHARED_TILE = "up to 14 pixels x 2 vectors of filters";

    /** Reads the choice off the operation's arguments. */
    public static Choice of(Operation operation) {
        List<Object> arguments = operation.arguments();
        if (operation.type() == Dense.class) {
            return new Choice("matrix product, images by outputs", ROWS, SHARED_TILE, tail(arguments));
        }
        if (operation.type() == Convolution.class) {
            return new Choice(convolution(arguments, (int) arguments.get(10)), layout(arguments, COPIED), SHARED_TILE,
                    tail(arguments));
        }
        if (operation.type() == PooledConvolution.class) {
            return new Choice(convolution(arguments, 1), layout(arguments, COPIED),
                    "up to 3 windows of 4 pixels x 2 vectors of filters", tail(arguments) + LARGEST);
        }
        boolean pooled = operation.type() == PooledWinogradConvolution.class;
        if (pooled || operation.type() == WinogradConvolution.class) {
            int tile = (int) arguments.get(4);
            int products = (tile + 2) * (tile + 2);
            String algorithm = String.format(Locale.ROOT, "winograd, tiles of %dx%d outputs, %d products", tile, tile,
                    products);
            return new Choice(algorithm, ROWS + "; tiles transformed", SHARED_TILE,
                    tail(arguments) + (pooled ? LARGEST : ""));
        }
        if (operation.type() == DepthwiseConvolution.class) {
            int taps = (int) arguments.get(2) * (int) arguments.get(3);
            return new Choice("channel by channel, " + taps + " taps", layout(arguments, "zeros beyond the edges"),
                    "pixels x vectors of channels", tail(arguments));
        }
        return new Choice("one pass", ROWS, "", "");
    }

    /** The terms of a sum that lie side by side in memory form a run; the tile's inner loop walks along it. */
    private static String convolution(List<Object> arguments, int groups) {
        Layout x = (Layout) arguments.get(0);
        int kernelHeight = (int) arguments.get(2);
        int kernelWidth = (int) arguments.get(3);
        int dilationWidth = (int) arguments.get(9);
        boolean wholeRows = groups == 1 && (dilationWidth == 1 || kernelWidth == 1);
        int runs = wholeRows ? kernelHeight : kernelHeight * kernelWidth;
        int terms = wholeRows ? kernelWidth * x.channels() : x.channels() / groups;
        String plain = String.format(Locale.ROOT, "direct, %d run%s of %d terms", runs, runs == 1 ? "" : "s", terms);
        return groups == 1 ? plain : plain + ", " + groups + " groups";
    }

    private static String layout(List<Object> arguments, String border) {
        boolean bordered = (int) arguments.get(6) > 0 || (int) arguments.get(7) > 0;
        return bordered ? ROWS + "; " + border : ROWS;
    }

    private static String tail(List<Object> arguments) {
        Tail tail = (Tail) arguments.get(arguments.size() - 1);
        List<String> parts = new ArrayList<>(List.of("bias"));
        if (tail.residual()) {
            parts.add("residual");
        }
        if (tail.activation() != ActivationKind.NONE) {
            parts.add(tail.activation().name().toLowerCase(Locale.ROOT));
        }
        return String.join(", ", parts);
    }
}
