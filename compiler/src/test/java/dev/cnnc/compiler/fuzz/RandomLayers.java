package dev.cnnc.compiler.fuzz;

import dev.cnnc.compiler.fuzz.NaiveWindow.NaivePadding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Single layers with random attributes that fit the tensor before them. */
final class RandomLayers {

    private static final List<String> ACTIVATIONS = List.copyOf(NaiveElements.ACTIVATIONS.keySet());

    private final Genes genes;

    RandomLayers(Genes genes) {
        this.genes = genes;
    }

    /** Any layer that takes an image. */
    Piece any(NaiveShape in) {
        return switch (genes.below(7)) {
            case 0 -> keeping(in);
            case 1, 2 -> convolution(in);
            case 3 -> depthwise(in);
            case 4 -> pool("maxpool", in);
            case 5 -> pool("avgpool", in);
            default -> padChannels(in);
        };
    }

    /** A layer whose output has the height and width of its input. */
    Piece spatial(NaiveShape in) {
        return genes.once(2) ? convolution(in, 1 + genes.below(6), same(1), same(1)) : keeping(in);
    }

    /** A layer whose output has the shape of its input. */
    Piece keeping(NaiveShape in) {
        return switch (genes.below(5)) {
            case 0 -> activation(in);
            case 1 -> batchNorm(in);
            case 2 -> Piece.layer("dropout(0." + genes.between(1, 5) + ")", NaiveElements.identity("dropout", in));
            case 3 -> convolution(in, in.channels(), same(1), same(1));
            default -> depthwise(in, 1, same(1), same(1));
        };
    }

    Piece activation(NaiveShape in) {
        String name = genes.of(ACTIVATIONS);
        return Piece.layer(name, NaiveElements.activation(name, in));
    }

    /** A convolution to so many filters, which makes an image smaller by a stride. */
    Piece projection(NaiveShape in, int filters, int stride) {
        NaiveWindow window = new NaiveWindow(1, stride, 1, NaivePadding.NONE, false);
        return convolution(in, filters, window, window);
    }

    /** The same size as {@link #projection} gives, by a window that sees more. */
    Piece reduction(NaiveShape in, int filters, int stride) {
        return convolution(in, filters, same(stride), same(stride));
    }

    Piece dense(int inputs, int units) {
        boolean bias = !genes.once(4);
        return Piece.layer("dense(" + units + (bias ? ")" : ", bias = false)"), new NaiveDense(inputs, units, bias));
    }

    private Piece batchNorm(NaiveShape in) {
        boolean scale = !genes.once(4);
        boolean shift = !genes.once(4);
        List<String> attributes = new ArrayList<>();
        if (!scale) {
            attributes.add("scale = false");
        }
        if (!shift) {
            attributes.add("shift = false");
        }
        return Piece.layer(call("bn", attributes), new NaiveBatchNorm(in, scale, shift));
    }

    private Piece padChannels(NaiveShape in) {
        int before = genes.below(3);
        int after = genes.below(3);
        return Piece.layer("pad_channels(before = " + before + ", after = " + after + ")",
                NaiveElements.padChannels(in, before, after));
    }

    private Piece convolution(NaiveShape in) {
        NaiveWindow rows = window(in.height(), false);
        NaiveWindow columns = besides(rows, in.width(), false);
        return convolution(in, 1 + genes.below(8), rows, columns);
    }

    private Piece convolution(NaiveShape in, int filters, NaiveWindow rows, NaiveWindow columns) {
        List<Integer> divisors = IntStream.rangeClosed(1, filters)
                .filter(groups -> filters % groups == 0 && in.channels() % groups == 0)
                .boxed()
                .toList();
        int groups = genes.once(3) ? genes.of(divisors) : 1;
        boolean bias = !genes.once(3);
        List<String> attributes = new ArrayList<>(List.of(Integer.toString(filters), rows.kernel() + "x" + columns.kernel()));
        attributes.addAll(attributes(rows, columns));
        attributes.addAll(rows.dilation() == 1 && columns.dilation() == 1
                ? List.of()
                : List.of("dilation = " + rows.dilation() + "x" + columns.dilation()));
        if (groups > 1) {
            attributes.add("groups = " + groups);
        }
        if (!bias) {
            attributes.add("bias = false");
        }
        return activated(call("conv", attributes),
                new NaiveConvolution("conv", in, filters, rows, columns, groups, bias));
    }

    private Piece depthwise(NaiveShape in) {
        NaiveWindow rows = window(in.height(), false);
        return depthwise(in, genes.between(1, 2), rows, besides(rows, in.width(), false));
    }

    private Piece depthwise(NaiveShape in, int multiplier, NaiveWindow rows, NaiveWindow columns) {
        List<String> attributes = new ArrayList<>(List.of(rows.kernel() + "x" + columns.kernel()));
        if (multiplier > 1) {
            attributes.add("multiplier = " + multiplier);
        }
        attributes.addAll(attributes(rows, columns));
        if (rows.dilation() > 1 || columns.dilation() > 1) {
            attributes.add("dilation = " + rows.dilation() + "x" + columns.dilation());
        }
        return activated(call("depthwise_conv", attributes), new NaiveConvolution("depthwise_conv", in,
                in.channels() * multiplier, rows, columns, in.channels(), true));
    }

    private Piece pool(String kind, NaiveShape in) {
        NaiveWindow first = window(in.height(), true);
        boolean ceil = first.padding().word().isEmpty() && genes.once(3);
        NaiveWindow rows = withCeil(first, ceil);
        NaiveWindow columns = withCeil(besides(first, in.width(), true), ceil);
        boolean countPadding = kind.equals("avgpool") && genes.once(2);
        List<String> attributes = new ArrayList<>(List.of(rows.kernel() + "x" + columns.kernel()));
        attributes.addAll(attributes(rows, columns));
        if (ceil) {
            attributes.add("ceil = true");
        }
        if (countPadding) {
            attributes.add("count_padding = true");
        }
        return Piece.layer(call(kind, attributes), new NaivePool(kind, in, rows, columns, countPadding));
    }

    private static NaiveWindow withCeil(NaiveWindow window, boolean ceil) {
        return new NaiveWindow(window.kernel(), window.stride(), window.dilation(), window.padding(), ceil);
    }

    private NaiveWindow same(int stride) {
        return new NaiveWindow(genes.of(List.of(3, 1, 2, 5)), stride, 1, NaivePadding.SAME, false);
    }

    /** One that fits at least once; in a pool it always sees a pixel. */
    private NaiveWindow window(int pixels, boolean pool) {
        int dilation = pool || !genes.once(3) ? 1 : 2;
        int kernel = genes.between(1, Math.min(4, (pixels - 1) / dilation + 1));
        NaivePadding padding = switch (genes.below(4)) {
            case 0 -> NaivePadding.NONE;
            case 1 -> NaivePadding.SAME;
            case 2 -> NaivePadding.FULL;
            default -> amounts(pool ? kernel / 2 : kernel);
        };
        return new NaiveWindow(kernel, genes.between(1, 3), dilation, padding, false);
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

    private static List<String> attributes(NaiveWindow rows, NaiveWindow columns) {
        NaivePadding above = rows.padding();
        NaivePadding beside = columns.padding();
        String padding = above.word();
        if (padding.isEmpty()) {
            padding = above.before() == above.after() && beside.before() == beside.after()
                    ? "[" + above.before() + ", " + beside.before() + "]"
                    : "[[" + above.before() + ", " + above.after() + "], [" + beside.before() + ", " + beside.after()
                            + "]]";
        }
        return List.of("stride = " + rows.stride() + "x" + columns.stride(), "padding = " + padding);
    }

    /** Now and then the activation is said in the call, which is the same as behind it. */
    private Piece activated(String call, NaiveLayer layer) {
        Piece product = Piece.layer(call, layer);
        if (!genes.once(4)) {
            return product;
        }
        Piece activation = activation(layer.shape());
        String text = call.substring(0, call.length() - 1) + ", activation = " + activation.text() + ")";
        Piece both = Piece.chain(layer.shape(), List.of(product, activation));
        return new Piece(text, both.out(), both.unfolding());
    }

    private static String call(String kind, List<String> attributes) {
        return attributes.isEmpty() ? kind : kind + "(" + String.join(", ", attributes) + ")";
    }
}
