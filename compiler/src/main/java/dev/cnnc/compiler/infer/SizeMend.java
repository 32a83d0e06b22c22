package dev.cnnc.compiler.infer;

import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.SlidingWindow;
import dev.cnnc.compiler.layer.Windowed;
import dev.cnnc.compiler.tensor.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for the padding that would give an arm the height and width that are wanted of it. What is proposed has been
 * computed through the whole arm: one window changed, or all of them.
 */
final class SizeMend {

    /** Longer arms are searched at their end only. */
    private static final int LONGEST = 32;

    private final Map<Integer, Node> nodes;

    /** The layers of the arm, in the order of the computation. */
    private final List<Node> arm = new ArrayList<>();

    /**
     * @param end   the last layer of the arm
     * @param other the end of another arm: layers that lead to it too are not changed
     */
    SizeMend(int end, int other, Map<Integer, Node> nodes) {
        this.nodes = nodes;
        Set<Integer> shared = ancestors(other);
        Node node = nodes.get(end);
        while (arm.size() < LONGEST && node.inputs().size() == 1 && !shared.contains(node.id())) {
            arm.add(0, node);
            node = nodes.get(node.inputs().get(0));
        }
    }

    private Set<Integer> ancestors(int layer) {
        Set<Integer> found = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(layer));
        while (!open.isEmpty()) {
            int next = open.pop();
            if (found.add(next)) {
                open.addAll(nodes.get(next).inputs());
            }
        }
        return found;
    }

    /** How many pixels of the arm's input lie between two of its output. */
    long stride() {
        long stride = 1;
        for (Node node : arm) {
            stride *= node.layer() instanceof Windowed windowed ? windowed.window().stride().height() : 1;
            if (stride > Integer.MAX_VALUE || stride < 1) {
                return Integer.MAX_VALUE;
            }
        }
        return stride;
    }

    /**
     * {@code padding = 1 in conv1 would keep 28x28}, or empty if that cannot be had.
     *
     * @param mayChangeStride whether windows may also be made to step by one pixel
     */
    Optional<String> find(Shape wanted, boolean mayChangeStride) {
        List<Node> windows = arm.stream().filter(SizeMend::changesSize).toList();
        for (boolean unstrided : mayChangeStride ? new boolean[] {false, true} : new boolean[] {false}) {
            for (int i = windows.size() - 1; i >= 0; i--) {
                if (gives(wanted, windows.subList(i, i + 1), unstrided)) {
                    return Optional.of(word(wanted, windows.subList(i, i + 1), unstrided));
                }
            }
            if (windows.size() > 1 && gives(wanted, windows, unstrided)) {
                return Optional.of(word(wanted, windows, unstrided));
            }
        }
        return Optional.empty();
    }

    private static boolean changesSize(Node node) {
        return node.layer() instanceof Windowed windowed
                && !windowed.window().keepingSize().padding().equals(windowed.window().padding());
    }

    private boolean gives(Shape wanted, List<Node> changed, boolean unstrided) {
        Map<Integer, SlidingWindow> windows = new HashMap<>();
        changed.forEach(node -> windows.put(node.id(), mended(node, unstrided)));
        Shape shape = input();
        for (Node node : arm) {
            Optional<Shape> next = through(node, shape, windows.get(node.id()));
            if (next.isEmpty()) {
                return false;
            }
            shape = next.get();
        }
        return isAsLarge(shape, wanted);
    }

    private static SlidingWindow mended(Node node, boolean unstrided) {
        SlidingWindow window = ((Windowed) node.layer()).window().keepingSize();
        return unstrided ? window.withoutStride() : window;
    }

    private Optional<Shape> through(Node node, Shape shape, SlidingWindow changed) {
        if (node.layer() instanceof Windowed windowed) {
            return (changed == null ? windowed.window() : changed).sizeOver(shape);
        }
        boolean keepsSize = isAsLarge(node.shape(), nodes.get(node.inputs().get(0)).shape());
        return keepsSize ? Optional.of(shape) : Optional.empty();
    }

    private Shape input() {
        return nodes.get(arm.get(0).inputs().get(0)).shape();
    }

    private static boolean isAsLarge(Shape a, Shape b) {
        return a.height() == b.height() && a.width() == b.width();
    }

    private String word(Shape wanted, List<Node> changed, boolean unstrided) {
        String paddings = changed.stream()
                .map(node -> mended(node, unstrided).padding().toString())
                .distinct()
                .collect(Collectors.joining(" or "));
        String names = changed.stream().map(SizeMend::name).collect(Collectors.joining(" and "));
        return (unstrided ? "stride = 1 and padding = " : "padding = ") + paddings + " in " + names
                + (isAsLarge(input(), wanted) ? " would keep " : " would give ")
                + wanted.height() + "x" + wanted.width();
    }

    /** The last part of a layer's path is enough within its arm. */
    private static String name(Node node) {
        String path = node.origin().path();
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
