package dev.cnnc.compiler.report.drawing;

import java.util.List;

/**
 * The boxes of a drawing.
 *
 * @param groups parts that stand for several equal ones
 */
record Drawn(List<Box> boxes, List<Group> groups) {

    /** The boxes {@code from} to below {@code end}, which are there {@code times} times, one part behind the other. */
    record Group(int from, int end, int times) {}

    Drawn {
        boxes = List.copyOf(boxes);
        groups = List.copyOf(groups);
    }
}
