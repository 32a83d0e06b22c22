package dev.cnnc.compiler.fuzz;

import java.util.List;

/**
 * A piece of network on a tensor of known shape.
 *
 * @param text as it is written in the language
 * @param out  the shape of what it gives
 */
record Piece(String text, NaiveShape out, Unfolding unfolding) {

    /** How the piece becomes layers of a network; a repeat or a block does so more than once. */
    interface Unfolding {

        /** The place of the last layer. */
        int into(NaiveNetwork network, int input);
    }

    static Piece layer(String text, NaiveLayer layer) {
        return new Piece(text, layer.shape(), (network, input) -> network.add(layer, input));
    }

    /** A call of the layer's kind. */
    static Piece call(String kind, List<String> attributes, NaiveLayer layer) {
        return layer(text(kind, attributes), layer);
    }

    static String text(String kind, List<String> attributes) {
        return attributes.isEmpty() ? kind : kind + "(" + String.join(", ", attributes) + ")";
    }

    /** The same, said otherwise. */
    Piece written(String otherText) {
        return new Piece(otherText, out, unfolding);
    }

    /** One behind the other. */
    static Piece chain(NaiveShape in, List<Piece> pieces) {
        String text = String.join("  ", pieces.stream().map(Piece::text).toList());
        NaiveShape out = pieces.isEmpty() ? in : pieces.get(pieces.size() - 1).out();
        return new Piece(text, out, (network, input) -> {
            int last = input;
            for (Piece piece : pieces) {
                last = piece.unfolding().into(network, last);
            }
            return last;
        });
    }
}
