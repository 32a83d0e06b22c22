package dev.cnnc.compiler.report.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Draws a run of equal parts once. A part is some boxes in a row; it is equal to the next if its boxes look the same
 * and read from as far before them. What comes later may read from the last part only, for the others are not drawn.
 */
final class Repeats {

    /** Fewer than this many boxes saved are not worth the reader's thought. */
    private static final int LEAST_SAVED = 2;

    private final List<Box> boxes;

    private Repeats(List<Box> boxes) {
        this.boxes = boxes;
    }

    /** Boxes {@code from} to below {@code from + length}, so many times. */
    private record Run(int from, int length, int times) {

        int saved() {
            return length * (times - 1);
        }

        int end() {
            return from + length * times;
        }
    }

    static Drawn fold(List<Box> boxes) {
        return new Repeats(boxes).fold();
    }

    private Drawn fold() {
        List<Box> kept = new ArrayList<>();
        List<Drawn.Group> groups = new ArrayList<>();
        TreeMap<Integer, Integer> newIndex = new TreeMap<>();
        int at = 0;
        while (at < boxes.size()) {
            Run run = longestFrom(at);
            int length = run == null ? 1 : run.length;
            for (int i = at; i < at + length; i++) {
                newIndex.put(i, kept.size());
                kept.add(boxes.get(i).withInputs(
                        boxes.get(i).inputs().stream().map(newIndex::get).distinct().toList()));
            }
            if (run != null) {
                for (int i = at + length; i < run.end(); i++) {
                    newIndex.put(i, newIndex.get(at + (i - at) % length));
                }
                groups.add(new Drawn.Group(kept.size() - length, kept.size(), run.times));
            }
            at = run == null ? at + 1 : run.end();
        }
        return new Drawn(kept, groups);
    }

    private Run longestFrom(int from) {
        Run best = null;
        for (int length = 1; from + 2 * length <= boxes.size(); length++) {
            int times = 1;
            while (from + (times + 1) * length <= boxes.size() && equal(from, from + times * length, length)) {
                times++;
            }
            Run run = new Run(from, length, times);
            if (times > 1 && run.saved() >= LEAST_SAVED && (best == null || run.saved() > best.saved())
                    && onlyTheLastIsRead(run)) {
                best = run;
            }
        }
        return best;
    }

    private boolean equal(int one, int other, int length) {
        for (int i = 0; i < length; i++) {
            Box a = boxes.get(one + i);
            Box b = boxes.get(other + i);
            if (!a.looksLike(b) || a.inputs().size() != b.inputs().size()) {
                return false;
            }
            for (int k = 0; k < a.inputs().size(); k++) {
                if (one + i - a.inputs().get(k) != other + i - b.inputs().get(k)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean onlyTheLastIsRead(Run run) {
        return boxes.subList(run.end(), boxes.size()).stream()
                .flatMap(box -> box.inputs().stream())
                .noneMatch(input -> input >= run.from && input < run.end() - run.length);
    }
}
