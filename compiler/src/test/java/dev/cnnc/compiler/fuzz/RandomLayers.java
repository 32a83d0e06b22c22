package dev.cnnc.compiler.fuzz;

import dev.cnnc.compiler.fuzz.NaiveTransposed.Side;
import java.util.ArrayList;
import java.util.List;

/** Single layers with random attributes that fit the tensor before them. */
final class RandomLayers {

    private static final List<String> ACTIVATIONS = List.copyOf(NaiveElements.ACTIVATIONS.keySet());
    private static final List<String> KERNELS = NaiveFilter.NAMED.keySet().stream().sorted().toList();

    /** Larger images are not made larger still, as the naive network takes its time. */
    private static final int LARGE = 1500;

    private final Genes genes;
    private final RandomWindows windows;
    private final RandomNorms norms;
    private final RandomMoves moves;

    RandomLayers(Genes genes) {
        this.genes = genes;
        this.windows = new RandomWindows(genes);
        this.norms = new RandomNorms(genes);
        this.moves = new RandomMoves(genes);
    }

    /** Any layer that takes an image. */
    Piece any(NaiveShape in) {
        boolean large = in.size() > LARGE;
        return switch (genes.below(14)) {
            case 0 -> keeping(in);
            case 1, 2 -> convolution(in, 1 + genes.below(8), windows.any(in));
            case 3 -> depthwise(in, genes.between(1, 2), windows.any(in));
            case 4 -> pool("maxpool", in);
            case 5 -> pool("avgpool", in);
            case 6 -> pool("sumpool", in);
            case 7 -> separable(in);
            case 8 -> local(in);
            case 9 -> filter(in);
            case 10 -> sliding(in);
            case 11 -> large ? keeping(in) : transposed(in);
            default -> large ? pool("maxpool", in) : moves.any(in);
        };
    }

    /** A layer whose output has the height and width of its input. */
    Piece spatial(NaiveShape in) {
        return genes.once(2) ? convolution(in, 1 + genes.below(6), windows.same(1)) : keeping(in);
    }

    /** A layer whose output has the shape of its input. */
    Piece keeping(NaiveShape in) {
        return switch (genes.below(9)) {
            case 0 -> activation(in);
            case 1 -> norms.any(in);
            case 2 -> noise(in);
            case 3 -> convolution(in, in.channels(), windows.same(1));
            case 4 -> moves.shuffle(in);
            case 5 -> prelu(in);
            case 6 -> Piece.call("scale", List.of("-1.5"), NaiveElements.scale(in, -1.5));
            default -> depthwise(in, 1, windows.same(1));
        };
    }

    Piece activation(NaiveShape in) {
        String name = genes.of(ACTIVATIONS);
        return Piece.layer(name, NaiveElements.activation(name, in));
    }

    /** A convolution to so many filters, which makes an image smaller by a stride. */
    Piece projection(NaiveShape in, int filters, int stride) {
        return convolution(in, filters, WindowPair.pixel(stride));
    }

    /** The same size as {@link #projection} gives, by a window that sees more. */
    Piece reduction(NaiveShape in, int filters, int stride) {
        return convolution(in, filters, windows.same(stride));
    }

    Piece dense(int inputs, int units) {
        boolean bias = !genes.once(4);
        return Piece.layer("dense(" + units + (bias ? ")" : ", bias = false)"), new NaiveDense(inputs, units, bias));
    }

    /** What changes nothing in a prediction. */
    private Piece noise(NaiveShape in) {
        String kind = genes.of(List.of("dropout", "spatial_dropout", "stochastic_depth"));
        return Piece.call(kind, List.of("0." + genes.between(1, 5)), NaiveElements.identity(kind, in));
    }

    private Piece prelu(NaiveShape in) {
        boolean shared = genes.once(2);
        return Piece.call("prelu", List.of("shared = " + shared), new NaivePrelu(in, shared));
    }

    private Piece convolution(NaiveShape in, int filters, WindowPair window) {
        int groups = genes.once(3) ? genes.of(NaiveShape.divisors(filters, in.channels())) : 1;
        boolean bias = !genes.once(3);
        List<String> attributes = new ArrayList<>(List.of(Integer.toString(filters), window.kernel()));
        attributes.addAll(window.attributes());
        if (groups > 1) {
            attributes.add("groups = " + groups);
        }
        if (!bias) {
            attributes.add("bias = false");
        }
        return activated(Piece.call("conv", attributes,
                new NaiveConvolution("conv", in, filters, window.rows(), window.columns(), groups, bias)));
    }

    private Piece depthwise(NaiveShape in, int multiplier, WindowPair window) {
        List<String> attributes = new ArrayList<>(List.of(window.kernel()));
        if (multiplier > 1) {
            attributes.add("multiplier = " + multiplier);
        }
        attributes.addAll(window.attributes());
        return activated(Piece.call("depthwise_conv", attributes, depthwise(in, multiplier, window, true)));
    }

    private static NaiveConvolution depthwise(NaiveShape in, int multiplier, WindowPair window, boolean bias) {
        return new NaiveConvolution("depthwise_conv", in, in.channels() * multiplier, window.rows(), window.columns(),
                in.channels(), bias);
    }

    private Piece separable(NaiveShape in) {
        int filters = 1 + genes.below(8);
        int multiplier = genes.between(1, 2);
        boolean bias = !genes.once(3);
        WindowPair window = windows.any(in);
        List<String> attributes = new ArrayList<>(List.of(Integer.toString(filters), window.kernel()));
        attributes.addAll(window.attributes());
        attributes.add("multiplier = " + multiplier);
        attributes.add("bias = " + bias);
        WindowPair pixel = WindowPair.pixel(1);
        NaiveConvolution first = depthwise(in, multiplier, window, false);
        NaiveConvolution second =
                new NaiveConvolution("conv", first.shape(), filters, pixel.rows(), pixel.columns(), 1, bias);
        return Piece.chain(in, List.of(Piece.layer("", first), Piece.layer("", second)))
                .written(Piece.text("separable_conv", attributes));
    }

    private Piece local(NaiveShape in) {
        int filters = genes.between(1, 5);
        boolean bias = !genes.once(3);
        WindowPair window = windows.dense(in);
        List<String> attributes = new ArrayList<>(List.of(Integer.toString(filters), window.kernel()));
        attributes.addAll(window.attributes());
        attributes.add("bias = " + bias);
        return Piece.call("locally_connected", attributes,
                new NaiveLocal(in, filters, window.rows(), window.columns(), bias));
    }

    private Piece filter(NaiveShape in) {
        String kernel = genes.of(KERNELS);
        WindowPair window = windows.of(in, 3);
        List<String> attributes = new ArrayList<>(List.of(kernel));
        attributes.addAll(window.attributes());
        return Piece.call("filter", attributes,
                new NaiveFilter(in, NaiveFilter.NAMED.get(kernel), window.rows(), window.columns()));
    }

    /** A dense layer that slides over an image, which is a convolution without padding. */
    private Piece sliding(NaiveShape in) {
        int units = genes.between(1, 6);
        NaiveWindow rows = new NaiveWindow(genes.between(1, in.height()), 1, 1, NaiveWindow.NaivePadding.NONE, false);
        NaiveWindow columns =
                new NaiveWindow(genes.between(1, in.width()), 1, 1, NaiveWindow.NaivePadding.NONE, false);
        String size = rows.kernel() + "x" + columns.kernel();
        return activated(Piece.call("dense", List.of(Integer.toString(units), "fully_convolutional = " + size),
                new NaiveConvolution("dense", in, units, rows, columns, 1, true)));
    }

    private Piece transposed(NaiveShape in) {
        int filters = genes.between(1, 6);
        int groups = genes.once(3) ? genes.of(NaiveShape.divisors(filters, in.channels())) : 1;
        boolean bias = !genes.once(3);
        int kernel = genes.between(1, 4);
        int stride = genes.between(1, 3);
        int dilation = genes.once(3) ? 2 : 1;
        boolean same = genes.once(3);
        int before = same ? 0 : genes.below(kernel);
        int after = same ? 0 : genes.below(kernel);
        int rest = same ? 0 : genes.below(Math.max(stride, dilation));
        boolean fits = Math.min(in.height(), in.width()) > 1 || before + after == 0;
        if (!same && (!fits || Side.cut(kernel, stride, dilation, 1, before, after, rest).size() < 1)) {
            before = 0;
            after = 0;
        }
        String padding = same ? "same" : new NaiveBorder(before, after, before, after).text();
        Side rows = side(same, kernel, stride, dilation, in.height(), before, after, rest);
        Side columns = side(same, kernel, stride, dilation, in.width(), before, after, rest);
        List<String> attributes = List.of(Integer.toString(filters), kernel + "x" + kernel, "stride = " + stride,
                "dilation = " + dilation, "padding = " + padding, "output_padding = " + rest, "groups = " + groups,
                "bias = " + bias);
        return activated(Piece.call("transposed_conv", attributes,
                new NaiveTransposed(in, filters, rows, columns, groups, bias)));
    }

    private static Side side(
            boolean same, int kernel, int stride, int dilation, int pixels, int before, int after, int rest) {
        return same
                ? Side.same(kernel, stride, dilation, pixels)
                : Side.cut(kernel, stride, dilation, pixels, before, after, rest);
    }

    private Piece pool(String kind, NaiveShape in) {
        WindowPair window = windows.pool(in);
        boolean countPadding = kind.equals("avgpool") && genes.once(2);
        List<String> attributes = new ArrayList<>(List.of(window.kernel()));
        attributes.addAll(window.attributes());
        if (window.rows().ceil()) {
            attributes.add("ceil = true");
        }
        if (countPadding) {
            attributes.add("count_padding = true");
        }
        return Piece.call(kind, attributes, new NaivePool(kind, in, window.rows(), window.columns(), countPadding));
    }

    /** Now and then the activation is said in the call, which is the same as behind it. */
    private Piece activated(Piece product) {
        if (!genes.once(4)) {
            return product;
        }
        Piece activation = activation(product.out());
        String call = product.text();
        return Piece.chain(product.out(), List.of(product, activation))
                .written(call.substring(0, call.length() - 1) + ", activation = " + activation.text() + ")");
    }
}
