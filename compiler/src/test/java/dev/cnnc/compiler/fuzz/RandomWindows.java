package dev.cnnc.compiler.fuzz;

import dev.cnnc.compiler.fuzz.NaiveWindow.NaivePadding;
import java.util.List;

/** Random windows that fit an image at least once. */
final class RandomWindows {

    private final Genes genes;

    RandomWindows(Genes genes) {
        this.genes = genes;
    }

    /** One whose output is as large as its input, divided by the stride. */
    WindowPair same(int stride) {
        return new WindowPair(sameInOneDirection(stride), sameInOneDirection(stride));
    }

    private NaiveWindow sameInOneDirection(int stride) {
        return new NaiveWindow(genes.of(List.of(3, 1, 2, 5)), stride, 1, NaivePadding.SAME, false);
    }

    /** Of a convolution. */
    WindowPair any(NaiveShape in) {
        return of(in, genes.once(3) ? 2 : 1, false);
    }

    /** Without dilation. */
    WindowPair dense(NaiveShape in) {
        return of(in, 1, false);
    }

    /** One that always sees a pixel. */
    WindowPair pool(NaiveShape in) {
        WindowPair pair = of(in, 1, true);
        return pair.withCeil(pair.rows().padding().word().isEmpty() && genes.once(3));
    }

    /** Of a given kernel. */
    WindowPair of(NaiveShape in, int kernel) {
        boolean fits = in.height() >= kernel && in.width() >= kernel;
        NaivePadding padding = fits && genes.once(2) ? NaivePadding.NONE : NaivePadding.SAME;
        return new WindowPair(new NaiveWindow(kernel, genes.between(1, 2), 1, padding, false),
                new NaiveWindow(kernel, genes.between(1, 2), 1, padding, false));
    }

    private WindowPair of(NaiveShape in, int dilation, boolean pool) {
        int kernel = genes.between(1, Math.min(4, (in.height() - 1) / dilation + 1));
        NaivePadding padding = switch (genes.below(4)) {
            case 0 -> NaivePadding.NONE;
            case 1 -> NaivePadding.SAME;
            case 2 -> NaivePadding.FULL;
            default -> amounts(pool ? kernel / 2 : kernel);
        };
        NaiveWindow rows = new NaiveWindow(kernel, genes.between(1, 3), dilation, padding, false);
        return new WindowPair(rows, besides(rows, in.width(), pool));
    }

    /** The window's other direction: the word of the padding goes for both. */
    private NaiveWindow besides(NaiveWindow rows, int pixels, boolean pool) {
        int kernel = Math.min(rows.kernel() + genes.below(2), (pixels - 1) / rows.dilation() + 1);
        NaivePadding padding = rows.padding().word().isEmpty() ? amounts(pool ? kernel / 2 : kernel) : rows.padding();
        return new NaiveWindow(kernel, genes.between(1, 3), rows.dilation(), padding, false);
    }

    private NaivePadding amounts(int most) {
        return new NaivePadding("", genes.below(most + 1), genes.below(most + 1));
    }
}
