package dev.cnnc.compiler.fuzz;

import java.util.ArrayList;
import java.util.List;

/** A window in one direction. It knows no formula: it slides, and counts. */
record NaiveWindow(int kernel, int stride, int dilation, NaivePadding padding, boolean ceil) {

    /**
     * Zeros at both ends.
     *
     * @param word {@code same}, {@code full}, or empty where the amounts are given
     */
    record NaivePadding(String word, int before, int after) {

        static final NaivePadding NONE = new NaivePadding("", 0, 0);
        static final NaivePadding SAME = new NaivePadding("same", 0, 0);
        static final NaivePadding FULL = new NaivePadding("full", 0, 0);
    }

    private int reach() {
        return dilation * (kernel - 1) + 1;
    }

    /** The zeros at both ends of a row of so many pixels. */
    NaivePadding amounts(int pixels) {
        if (padding.word().equals("full")) {
            return new NaivePadding("", reach() - 1, reach() - 1);
        }
        if (padding.word().equals("same")) {
            int wanted = 0;
            for (int pixel = 0; pixel < pixels; pixel += stride) {
                wanted++;
            }
            int total = 0;
            while (starts(pixels, 0, total).size() < wanted) {
                total++;
            }
            return new NaivePadding("", total / 2, total - total / 2);
        }
        return padding;
    }

    /** The pixel at which the window begins in each position; negative inside the padding. Empty if it never fits. */
    List<Integer> starts(int pixels) {
        NaivePadding amounts = amounts(pixels);
        return starts(pixels, amounts.before(), amounts.after());
    }

    private List<Integer> starts(int pixels, int before, int after) {
        List<Integer> starts = new ArrayList<>();
        int start = -before;
        while (start + reach() <= pixels + after) {
            starts.add(start);
            start += stride;
        }
        if (ceil && !starts.isEmpty()) {
            int end = starts.get(starts.size() - 1) + reach();
            // One more for the pixels left over, unless it would begin behind the image.
            if (end < pixels + after && start < pixels) {
                starts.add(start);
            }
        }
        return starts;
    }
}
