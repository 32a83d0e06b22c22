package dev.cnnc.compiler.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A valid network as text in the language, and the same network as naive layers. */
final class RandomNetwork {

    private static final int DEEPEST = 2;

    private final Genes genes;
    private final RandomLayers layers;
    private final NaiveNetwork network = new NaiveNetwork();
    private final StringBuilder blocks = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private final int classes;
    private int names;

    private RandomNetwork(Genes genes) {
        this.genes = genes;
        this.layers = new RandomLayers(genes);
        this.classes = genes.between(2, 5);
    }

    /** The same numbers give the same network. */
    static RandomNetwork of(List<Integer> numbers) {
        RandomNetwork network = new RandomNetwork(new Genes(numbers));
        network.write();
        return network;
    }

    String text() {
        return blocks + "model net {\n" + body + "}\n";
    }

    NaiveNetwork network() {
        return network;
    }

    int classes() {
        return classes;
    }

    /** The text, for messages of failed tests. */
    @Override
    public String toString() {
        return text();
    }

    private void write() {
        NaiveShape in = new NaiveShape(genes.between(1, 14), genes.between(1, 14), genes.between(1, 4));
        body.append("  input(").append(in).append(")\n");
        int last = network.add(NaiveElements.identity("input", in));
        List<Integer> marked = new ArrayList<>();
        for (int count = genes.between(1, 8); count > 0; count--) {
            last = append(structure(network.shape(last), 0), last);
            if (genes.once(12)) {
                side(last).ifPresent(marked::add);
            }
        }
        last = append(end(network.shape(last)), last);
        switch (genes.below(3)) {
            case 1 -> last = append(Piece.layer("softmax", NaiveElements.softmax(network.shape(last))), last);
            case 2 -> last = append(Piece.layer("log_softmax", NaiveElements.logSoftmax(network.shape(last))), last);
            default -> { }
        }
        network.addOutput(0, last);
        marked.forEach(place -> network.addOutput(network.outputs(), place));
    }

    private int append(Piece piece, int input) {
        body.append("  ").append(piece.text()).append('\n');
        return piece.unfolding().into(network, input);
    }

    /** The end of a side path, unless it is auxiliary, which leaves it out of predictions. */
    private Optional<Integer> side(int input) {
        boolean auxiliary = genes.once(2);
        Piece aside = end(network.shape(input));
        body.append("  side { ").append(aside.text()).append("  ").append(name("early"))
                .append(": output(weight = 0.3").append(auxiliary ? "" : ", auxiliary = false").append(") }\n");
        int end = aside.unfolding().into(network, input);
        return auxiliary ? Optional.empty() : Optional.of(end);
    }

    /** An image to scores. */
    private Piece end(NaiveShape in) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(switch (genes.below(4)) {
            case 0 -> Piece.layer("global_avgpool", NaivePool.global("global_avgpool", in));
            case 1 -> Piece.layer("global_maxpool", NaivePool.global("global_maxpool", in));
            case 2 -> Piece.layer("flatten", flatten(in, true));
            default -> Piece.layer("flatten(order = hwc)", flatten(in, false));
        });
        if (genes.once(2)) {
            pieces.add(layers.dense(pieces.get(0).out().channels(), genes.between(1, 12)));
            pieces.add(layers.activation(pieces.get(1).out()));
        }
        pieces.add(layers.dense(pieces.get(pieces.size() - 1).out().channels(), classes));
        return Piece.chain(in, pieces);
    }

    private static NaiveLayer flatten(NaiveShape in, boolean channelsFirst) {
        return NaiveGather.reshape("flatten", in, NaiveShape.vector(in.size()), channelsFirst);
    }

    private Piece structure(NaiveShape in, int depth) {
        int choice = depth < DEEPEST ? genes.below(12) : 0;
        return switch (choice) {
            case 1 -> residual(in, depth + 1);
            case 2 -> projected(in, depth + 1);
            case 3 -> branches(in, depth + 1);
            case 4 -> sum(in, depth + 1);
            case 5 -> excitation(in);
            case 6, 7 -> repeat(in, depth + 1);
            case 8 -> block(in, depth + 1);
            case 9 -> named(in);
            default -> layers.any(in);
        };
    }

    /** A body that gives what it takes, so that it may be repeated and added. */
    private Piece keeping(NaiveShape in, int depth) {
        List<Piece> pieces = new ArrayList<>();
        for (int count = genes.between(1, 3); count > 0; count--) {
            int choice = depth < DEEPEST ? genes.below(6) : 0;
            pieces.add(switch (choice) {
                case 1 -> residual(in, depth + 1);
                case 2 -> sum(in, depth + 1);
                case 3 -> repeat(in, depth + 1);
                case 4 -> excitation(in);
                default -> layers.keeping(in);
            });
        }
        return Piece.chain(in, pieces);
    }

    private Piece residual(NaiveShape in, int depth) {
        Piece arm = keeping(in, depth);
        return new Piece("residual { " + arm.text() + " }", in, (unfolded, input) ->
                join(unfolded, "add", List.of(arm.unfolding().into(unfolded, input), input)));
    }

    private Piece projected(NaiveShape in, int depth) {
        int filters = genes.between(1, 6);
        int stride = genes.between(1, 2);
        Piece reduction = layers.reduction(in, filters, stride);
        Piece arm = Piece.chain(in, List.of(reduction, keeping(reduction.out(), depth)));
        Piece shortcut = layers.projection(in, filters, stride);
        String text = "residual { " + arm.text() + " } shortcut { " + shortcut.text() + " }";
        return new Piece(text, arm.out(), (unfolded, input) -> {
            int one = arm.unfolding().into(unfolded, input);
            int other = shortcut.unfolding().into(unfolded, input);
            return join(unfolded, "add", List.of(one, other));
        });
    }

    private Piece branches(NaiveShape in, int depth) {
        List<Piece> arms = new ArrayList<>();
        for (int count = genes.between(2, 4); count > 0; count--) {
            List<Piece> arm = new ArrayList<>();
            NaiveShape shape = in;
            for (int length = genes.below(3); length > 0; length--) {
                arm.add(genes.once(4) ? keeping(shape, depth) : layers.spatial(shape));
                shape = arm.get(arm.size() - 1).out();
            }
            arms.add(Piece.chain(in, arm));
        }
        return joined("concat", arms);
    }

    private Piece sum(NaiveShape in, int depth) {
        List<Piece> arms = new ArrayList<>();
        for (int count = genes.between(2, 3); count > 0; count--) {
            arms.add(genes.once(4) ? Piece.chain(in, List.of()) : keeping(in, depth));
        }
        return joined("add", arms);
    }

    private Piece excitation(NaiveShape in) {
        Piece pool = Piece.layer("global_avgpool", NaivePool.global("global_avgpool", in));
        Piece dense = layers.dense(in.channels(), in.channels());
        Piece arm = Piece.chain(in, List.of(pool, dense, layers.activation(dense.out())));
        return joined("multiply", List.of(Piece.chain(in, List.of()), arm));
    }

    private static Piece joined(String kind, List<Piece> arms) {
        StringBuilder text = new StringBuilder(kind).append(" {");
        arms.forEach(arm -> text.append(" branch { ").append(arm.text()).append(" }"));
        NaiveShape out = new NaiveJoin(kind, arms.stream().map(Piece::out).toList()).shape();
        return new Piece(text.append(" }").toString(), out, (network, input) -> {
            List<Integer> ends = new ArrayList<>();
            arms.forEach(arm -> ends.add(arm.unfolding().into(network, input)));
            return join(network, kind, ends);
        });
    }

    private static int join(NaiveNetwork network, String kind, List<Integer> places) {
        NaiveJoin join = new NaiveJoin(kind, places.stream().map(network::shape).toList());
        return network.add(join, places.toArray(Integer[]::new));
    }

    private Piece repeat(NaiveShape in, int depth) {
        int turns = genes.of(List.of(2, 0, 1, 3, 5, 8));
        Piece once = keeping(in, depth);
        String label = depth == 1 && genes.once(2) ? name("stage") + ": " : "";
        String text = label + "repeat " + turns + (genes.once(3) ? " as i" : "") + " { " + once.text() + " }";
        return new Piece(text, in, Piece.chain(in, Collections.nCopies(turns, once)).unfolding());
    }

    /** A block, used twice. */
    private Piece block(NaiveShape in, int depth) {
        String name = name("block");
        Piece inside = keeping(in, depth);
        blocks.append("block ").append(name).append("(unused = 1) { ").append(inside.text()).append(" }\n");
        Piece call = new Piece(name, in, inside.unfolding());
        return Piece.chain(in, List.of(call, layers.keeping(in), new Piece(name + "(2)", in, inside.unfolding())));
    }

    /** Two arms that are joined by their names. */
    private Piece named(NaiveShape in) {
        Piece stem = layers.any(in);
        Piece left = layers.keeping(stem.out());
        Piece right = layers.keeping(stem.out());
        List<String> labels = List.of(name("stem"), name("left"), name("right"));
        String text = String.format("%1$s: %4$s  %2$s: %1$s -> %5$s  %3$s: %1$s -> %6$s  %2$s, %3$s -> concat",
                labels.get(0), labels.get(1), labels.get(2), stem.text(), left.text(), right.text());
        NaiveShape out = new NaiveJoin("concat", List.of(left.out(), right.out())).shape();
        return new Piece(text, out, (unfolded, input) -> {
            int root = stem.unfolding().into(unfolded, input);
            int one = left.unfolding().into(unfolded, root);
            int other = right.unfolding().into(unfolded, root);
            return join(unfolded, "concat", List.of(one, other));
        });
    }

    private String name(String wanted) {
        return wanted + ++names;
    }
}
