package dev.cnnc.compiler.fuzz;

import dev.cnnc.compiler.fuzz.NaiveWindow.NaivePadding;
import java.util.ArrayList;
import java.util.List;

/** A window in both directions, which share the word of the padding and the dilation's presence. */
record WindowPair(NaiveWindow rows, NaiveWindow columns) {

    /** The window of one pixel. */
    static WindowPair pixel(int stride) {
        NaiveWindow window = new NaiveWindow(1, stride, 1, NaivePadding.NONE, false);
        return new WindowPair(window, window);
    }

    WindowPair withCeil(boolean ceil) {
        return new WindowPair(withCeil(rows, ceil), withCeil(columns, ceil));
    }

    private static NaiveWindow withCeil(NaiveWindow window, boolean ceil) {
        return new NaiveWindow(window.kernel(), window.stride(), window.dilation(), window.padding(), ceil);
    }

    String kernel() {
        return rows.kernel() + "x" + columns.kernel();
    }

    /** Stride, padding and, where there is one, dilation, as they are written in the language. */
    List<String> attributes() {
        List<String> attributes =
                new ArrayList<>(List.of("stride = " + rows.stride() + "x" + columns.stride(), "padding = " + padding()));
        if (rows.dilation() > 1 || columns.dilation() > 1) {
            attributes.add("dilation = " + rows.dilation() + "x" + columns.dilation());
        }
        return attributes;
    }

    private String padding() {
        NaivePadding above = rows.padding();
        NaivePadding beside = columns.padding();
        return above.word().isEmpty()
                ? new NaiveBorder(above.before(), above.after(), beside.before(), beside.after()).text()
                : above.word();
    }
}
