package dev.cnnc.compiler.fuzz;

import java.util.List;

/** Random layers that change the shape of an image and compute little or nothing. */
final class RandomMoves {

    private static final List<String> ORDERS = List.of("whc", "hcw", "chw", "wch", "cwh");

    private final Genes genes;

    RandomMoves(Genes genes) {
        this.genes = genes;
    }

    Piece any(NaiveShape in) {
        return switch (genes.below(9)) {
            case 0 -> padChannels(in);
            case 1 -> pad(in);
            case 2 -> crop(in);
            case 3 -> slice(in);
            case 4 -> shuffle(in);
            case 5 -> permute(in);
            case 6 -> reshape(in);
            case 7 -> upsample(in);
            default -> adaptivePool(in);
        };
    }

    Piece shuffle(NaiveShape in) {
        int groups = genes.of(NaiveShape.divisors(in.channels(), in.channels()));
        return Piece.call("channel_shuffle", List.of(Integer.toString(groups)), NaiveGather.shuffle(in, groups));
    }

    private Piece padChannels(NaiveShape in) {
        int before = genes.below(3);
        int after = genes.below(3);
        return Piece.call("pad_channels", List.of("before = " + before, "after = " + after),
                NaiveGather.padChannels(in, before, after));
    }

    private Piece pad(NaiveShape in) {
        NaiveBorder border = new NaiveBorder(genes.below(3), genes.below(3), genes.below(3), genes.below(3));
        return Piece.call("pad", List.of(border.text()), NaiveGather.pad(in, border));
    }

    private Piece crop(NaiveShape in) {
        int top = genes.below(Math.min(3, in.height()));
        int bottom = genes.below(Math.min(3, in.height() - top));
        int left = genes.below(Math.min(3, in.width()));
        int right = genes.below(Math.min(3, in.width() - left));
        NaiveBorder border = new NaiveBorder(top, bottom, left, right);
        return Piece.call("crop", List.of(border.text()), NaiveGather.crop(in, border));
    }

    private Piece slice(NaiveShape in) {
        int begin = genes.below(in.channels());
        int end = genes.between(begin + 1, in.channels());
        return Piece.call("slice", List.of("begin = " + begin, "end = " + end), NaiveGather.slice(in, begin, end));
    }

    private Piece permute(NaiveShape in) {
        String order = genes.of(ORDERS);
        return Piece.call("permute", List.of(order), NaiveGather.permute(in, order));
    }

    private Piece reshape(NaiveShape in) {
        int height = genes.of(NaiveShape.divisors(in.size(), in.size()));
        int width = genes.of(NaiveShape.divisors(in.size() / height, in.size()));
        NaiveShape shape = new NaiveShape(height, width, in.size() / height / width);
        boolean channelsFirst = genes.once(2);
        return Piece.call("reshape", List.of(shape.toString(), "order = " + (channelsFirst ? "chw" : "hwc")),
                NaiveGather.reshape("reshape", in, shape, channelsFirst));
    }

    private Piece upsample(NaiveShape in) {
        int vertical = genes.between(1, 3);
        int horizontal = genes.between(1, 3);
        String factor = vertical + "x" + horizontal;
        if (genes.once(2)) {
            return Piece.call("upsample", List.of(factor), NaiveGather.upsample(in, vertical, horizontal));
        }
        boolean aligned = genes.once(2);
        return Piece.call("upsample", List.of(factor, "mode = bilinear", "align_corners = " + aligned),
                NaiveBlend.bilinear(in, vertical, horizontal, aligned));
    }

    private Piece adaptivePool(NaiveShape in) {
        int height = genes.between(1, in.height());
        int width = genes.between(1, in.width());
        return Piece.call("adaptive_avgpool", List.of(height + "x" + width),
                NaiveBlend.adaptiveMean(in, height, width));
    }
}
