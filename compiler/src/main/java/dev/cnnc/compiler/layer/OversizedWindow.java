package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Words that a window does not fit into its image: by how much, why, and what would do. */
final class OversizedWindow {

    private OversizedWindow() {}

    static LayerException exception(
            SlidingWindow window, Shape image, WindowAxis rows, WindowAxis columns, String attribute) {
        String noun = attribute.equals("kernel") ? "kernel" : "window";
        StringBuilder message = new StringBuilder("the ").append(window.kernel()).append(' ').append(noun);
        if (!window.dilation().equals(Extent.ONE)) {
            message.append(" reaches over ").append(window.reach())
                    .append(" with dilation ").append(Extent.STEP.write(window.dilation())).append(", which");
        }
        message.append(" is larger than its ").append(size(image)).append(" input");
        if (rows.padded() != rows.input() || columns.padded() != columns.input()) {
            message.append(", even when padded to ").append(rows.padded()).append('x').append(columns.padded());
        }
        return new LayerException(DiagnosticCode.KERNEL_TOO_LARGE, message.toString(), hint(window, image, noun),
                attribute, calculation(window, rows, columns));
    }

    private static List<String> calculation(SlidingWindow window, WindowAxis rows, WindowAxis columns) {
        List<String> lines = new ArrayList<>();
        lines.add("it would give (W - F + 2P)/S + 1 pixels for an input of W, a window of F, padding P and stride S:");
        if (rows.equals(columns)) {
            lines.add("height and width: " + rows.calculation());
        } else {
            lines.add("height: " + rows.calculation());
            lines.add("width:  " + columns.calculation());
        }
        if (!window.dilation().equals(Extent.ONE)) {
            lines.add("where F is dilation * (kernel - 1) + 1");
        }
        return lines;
    }

    /** What works, with what comes of it. */
    private static String hint(SlidingWindow window, Shape image, String noun) {
        if (!noun.equals("kernel")) {
            return "a size of " + size(image) + " or less fits";
        }
        Map<String, String> paddingsBySize = new LinkedHashMap<>();
        for (SlidingWindow padded : List.of(window.keepingSize(), window.withPadding(Padding.SAME))) {
            padded.sizeOver(image).ifPresent(shape -> paddingsBySize.merge(size(shape), padded.padding().toString(),
                    (one, other) -> one.equals(other) ? one : one + " or " + other));
        }
        return paddingsBySize.entrySet().stream()
                .map(way -> "padding = " + way.getValue() + " would "
                        + (way.getKey().equals(size(image)) ? "keep " : "give ") + way.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String size(Shape shape) {
        return shape.height() + "x" + shape.width();
    }
}
