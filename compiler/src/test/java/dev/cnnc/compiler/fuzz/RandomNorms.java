package dev.cnnc.compiler.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Random layers that normalise. */
final class RandomNorms {

    private final Genes genes;

    RandomNorms(Genes genes) {
        this.genes = genes;
    }

    Piece any(NaiveShape in) {
        // One number has no variance: instance_norm refuses a vector.
        int choice = genes.below(in.isVector() ? 6 : 7);
        if (choice == 4) {
            return responses(in);
        }
        if (choice == 5) {
            boolean shift = !genes.once(2);
            return Piece.call("affine", List.of("shift = " + shift), new NaiveAffine(in, shift));
        }
        boolean scale = !genes.once(4);
        boolean shift = !genes.once(4);
        List<String> attributes = new ArrayList<>();
        if (!scale) {
            attributes.add("scale = false");
        }
        if (!shift) {
            attributes.add("shift = false");
        }
        return switch (choice) {
            case 2 -> Piece.call("layer_norm", attributes, NaiveNorm.layer(in, scale, shift));
            case 6 -> Piece.call("instance_norm", attributes, NaiveNorm.instance(in, scale, shift));
            case 3 -> {
                int groups = genes.of(NaiveShape.divisors(in.channels(), in.channels()));
                attributes.add("groups = " + groups);
                yield Piece.call("group_norm", attributes, NaiveNorm.group(in, groups, scale, shift));
            }
            default -> Piece.call("bn", attributes, new NaiveBatchNorm(in, scale, shift));
        };
    }

    private Piece responses(NaiveShape in) {
        int size = genes.between(1, 5);
        boolean average = genes.once(2);
        return Piece.call("lrn", List.of("size = " + size, "alpha = 0.5", "beta = 0.75", "k = 1.5", "average = " + average),
                NaiveElements.responses(in, size, average ? 0.5 / size : 0.5, 0.75, 1.5));
    }
}
