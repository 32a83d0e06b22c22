package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    public Placement over(Shape image, String attribute) {
        WindowAxis rows = rows(image);
        WindowAxis columns = columns(image);
        if (!rows.fits() || !columns.fits()) {
            throw OversizedWindow.exception(this, image, rows, columns, attribute);
        }
        // The runtime counts the pixels that it sees in ints.
        Math.toIntExact(Math.multiplyExact(Math.multiplyExact(rows.padded(), columns.padded()), image.channels()));
        return new Placement(rows.positions(ceil), columns.positions(ceil), rows.before(), rows.after(),
                columns.before(), columns.after());
    }

    private WindowAxis rows(Shape image) {
        return WindowAxis.of(image.height(), kernel.height(), stride.height(), dilation.height(), padding.mode(),
                padding.top(), padding.bottom());
    }

    private WindowAxis columns(Shape image) {
        return WindowAxis.of(image.width(), kernel.width(), stride.width(), dilation.width(), padding.mode(),
                padding.left(), padding.right());
    }

    /** The height and width that come of an image, with its channels; empty if the window does not fit in once. */
    public Optional<Shape> sizeOver(Shape image) {
        WindowAxis rows = rows(image);
        WindowAxis columns = columns(image);
        return rows.fits() && columns.fits()
                ? Optional.of(new Shape(rows.positions(ceil), columns.positions(ceil), image.channels()))
                : Optional.empty();
    }

    /** From the first pixel of the window to the last, both counted. */
    public Extent reach() {
        return new Extent(
                WindowAxis.reach(kernel.height(), dilation.height()),
                WindowAxis.reach(kernel.width(), dilation.width()));
    }

    /** Of as many rows in a sequence as the stride is long, how many some window reads. */
    public long rowsReadPerStride() {
        return WindowAxis.readPerStride(kernel.height(), stride.height(), dilation.height());
    }

    /** The same for columns. */
    public long columnsReadPerStride() {
        return WindowAxis.readPerStride(kernel.width(), stride.width(), dilation.width());
    }

    /** How many of the image's rows lie below the last window. */
    public long rowsLeftOut(Shape image) {
        return rows(image).leftOut(ceil);
    }

    /** How many of the image's columns lie right of the last window. */
    public long columnsLeftOut(Shape image) {
        return columns(image).leftOut(ceil);
    }

    /** The same window with the padding that keeps height and width when the stride is 1. */
    public SlidingWindow keepingSize() {
        Extent reach = reach();
        boolean isCentred = reach.height() % 2 == 1 && reach.height() == reach.width();
        long side = (reach.height() - 1) / 2;
        return withPadding(isCentred ? Padding.explicit(side, side, side, side) : Padding.SAME);
    }

    SlidingWindow withPadding(Padding other) {
        return new SlidingWindow(kernel, stride, other, dilation, ceil);
    }

    public SlidingWindow withoutStride() {
        return new SlidingWindow(kernel, Extent.ONE, padding, dilation, ceil);
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

    /** How often the window fits, and the padding in pixels. */
    public record Placement(long height, long width, long top, long bottom, long left, long right) {}
}
