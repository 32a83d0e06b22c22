package dev.cnnc.compiler.report.drawing;

import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.compiler.report.drawing.Box.Family;
import java.util.ArrayList;
import java.util.List;

/** Draws the blocks of a network as one box each: boxes that follow one another and share the beginning of a path. */
final class Scopes {

    private Scopes() {}

    /** The most names in a path that are not a layer's own. */
    static int depth(List<Box> boxes) {
        return boxes.stream().mapToInt(box -> box.path().split("\\.").length - 1).max().orElse(0);
    }

    /** Blocks of paths with {@code depth} names become one box. */
    static List<Box> fold(List<Box> boxes, int depth) {
        List<Box> folded = new ArrayList<>();
        int[] newIndex = new int[boxes.size()];
        for (int from = 0; from < boxes.size();) {
            String scope = scope(boxes.get(from).path(), depth);
            int end = from + 1;
            while (!scope.isEmpty() && end < boxes.size() && scope.equals(scope(boxes.get(end).path(), depth))) {
                end++;
            }
            int index = folded.size();
            List<Integer> inputs = boxes.subList(from, end).stream()
                    .flatMap(box -> box.inputs().stream())
                    .map(input -> newIndex[input])
                    .distinct()
                    .toList();
            for (int i = from; i < end; i++) {
                newIndex[i] = index;
            }
            folded.add(end == from + 1
                    ? boxes.get(from).withInputs(inputs)
                    : block(scope, boxes.subList(from, end), inputs, index));
            from = end;
        }
        return folded;
    }

    private static String scope(String path, int depth) {
        int end = -1;
        for (int i = 0; i < depth; i++) {
            end = path.indexOf('.', end + 1);
            if (end < 0) {
                return "";
            }
        }
        return path.substring(0, end);
    }

    private static Box block(String scope, List<Box> boxes, List<Integer> inputs, int index) {
        long products = boxes.stream().filter(box -> box.family() == Family.PRODUCT).count();
        return new Box(scope, Family.BLOCK, scope, Amounts.count(products, "layer") + " with weights",
                boxes.get(boxes.size() - 1).shape(), inputs.stream().filter(input -> input != index).toList(),
                boxes.stream().mapToLong(Box::parameters).sum(), boxes.stream().mapToLong(Box::macs).sum());
    }
}
