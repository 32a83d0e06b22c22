package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * A window that slides over the rows and columns of an image, as convolutions and pools have.
 *
 * <p>With W the input, K the kernel's reach ({@code dilation * (kernel - 1) + 1}) and P the padding of both sides
 * together, there are {@code (W - K + P) / stride + 1} positions, rounded down.
 *
 * @param ceil rounds up instead, with PyTorch's rule: a last window that would begin behind the image is left out
 */
public record SlidingWindow(Extent kernel, Extent stride, Padding padding, Extent dilation, boolean ceil) {

    /**
     * Lays the window over an image.
     *
     * @param attribute what the user calls the window: {@code kernel} or {@code size}
     * @throws LayerException if it does not fit in once
     */
    Placement over(Shape image, String attribute) {
        Axis rows = Axis.of(image.height(), kernel.height(), stride.height(), dilation.height(), padding.mode(),
                padding.top(), padding.bottom());
        Axis columns = Axis.of(image.width(), kernel.width(), stride.width(), dilation.width(), padding.mode(),
                padding.left(), padding.right());
        if (!rows.fits() || !columns.fits()) {
            throw tooLarge(image, rows, columns, attribute);
        }
        // The runtime counts the pixels that it sees in ints.
        Math.toIntExact(Math.multiplyExact(Math.multiplyExact(rows.padded, columns.padded), image.channels()));
        return new Placement(rows.positions(ceil), columns.positions(ceil), rows.before, rows.after, columns.before,
                columns.after);
    }

    /** What the runtime's operations begin with: both layouts, kernel, stride, padding at the top and on the left. */
    List<Object> arguments(Layout x, Layout y) {
        Placement placed = over(new Shape(x.height(), x.width(), x.channels()), "");
        return new ArrayList<>(List.of(x, y, (int) kernel.height(), (int) kernel.width(), (int) stride.height(),
                (int) stride.width(), (int) placed.top, (int) placed.left));
    }

    /** The same for operations that take a dilation. */
    List<Object> dilatedArguments(Layout x, Layout y) {
        List<Object> arguments = arguments(x, y);
        arguments.add((int) dilation.height());
        arguments.add((int) dilation.width());
        return arguments;
    }

    private LayerException tooLarge(Shape image, Axis rows, Axis columns, String attribute) {
        String noun = attribute.equals("kernel") ? "kernel" : "window";
        StringBuilder message = new StringBuilder("the ").append(kernel).append(' ').append(noun);
        if (!dilation.equals(Extent.ONE)) {
            message.append(" reaches over ").append(rows.reach).append('x').append(columns.reach)
                    .append(" with dilation ").append(Extent.STEP.write(dilation)).append(", which");
        }
        message.append(" is larger than its ").append(image.height()).append('x').append(image.width())
                .append(" input");
        if (rows.padded != rows.input || columns.padded != columns.input) {
            message.append(", even when padded to ").append(rows.padded).append('x').append(columns.padded);
        }
        long needed = Math.max(rows.paddingToFit(), columns.paddingToFit());
        String hint = "padding = " + needed + " would be enough; padding = same gives "
                + ceilDiv(image.height(), stride.height()) + "x" + ceilDiv(image.width(), stride.width());
        return new LayerException(DiagnosticCode.KERNEL_TOO_LARGE, message.toString(), hint, attribute);
    }

    private static long ceilDiv(long a, long b) {
        return Math.floorDiv(a - 1, b) + 1;
    }

    /** How often the window fits, and the padding in pixels. */
    record Placement(long height, long width, long top, long bottom, long left, long right) {}

    /** One direction: sizes in pixels. */
    private record Axis(long input, long reach, long stride, long before, long after, long padded) {

        static Axis of(
                long input, long kernel, long stride, long dilation, Padding.Mode mode, long before, long after) {
            long reach = Math.addExact(Math.multiplyExact(kernel - 1, dilation), 1);
            long first = before;
            long last = after;
            if (mode == Padding.Mode.FULL) {
                first = reach - 1;
                last = reach - 1;
            } else if (mode == Padding.Mode.SAME) {
                long spanned = Math.addExact(Math.multiplyExact(ceilDiv(input, stride) - 1, stride), reach);
                long total = Math.max(spanned - input, 0);
                first = total / 2;
                last = total - first;
            }
            return new Axis(input, reach, stride, first, last, Math.addExact(input, Math.addExact(first, last)));
        }

        boolean fits() {
            return reach <= padded;
        }

        /** On both sides, so that the window fits in once. */
        long paddingToFit() {
            return Math.max(ceilDiv(reach - input, 2), 0);
        }

        long positions(boolean ceil) {
            long room = padded - reach;
            if (!ceil) {
                return room / stride + 1;
            }
            long positions = ceilDiv(room, stride) + 1;
            return Math.multiplyExact(positions - 1, stride) >= input + before ? positions - 1 : positions;
        }
    }
}
