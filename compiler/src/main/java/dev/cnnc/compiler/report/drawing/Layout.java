package dev.cnnc.compiler.report.drawing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where boxes lie: in rows from top to bottom, each below all that it reads (Sugiyama, Tagawa and Toda, "Methods for
 * visual understanding of hierarchical system structures", 1981). A line that passes a row gets a place in it.
 */
final class Layout {

    private static final int SWEEPS = 8;
    private static final double GAP = 26;
    private static final double LANE = 10;
    /** Lines that pass a row pull harder than boxes, so that they are straight. */
    private static final double LINE_WEIGHT = 6;

    /** A box, or the place of a line in a row that it passes. */
    static final class Place {
        final int box;
        final int row;
        final double width;
        final List<Place> above = new ArrayList<>();
        final List<Place> below = new ArrayList<>();
        double x;

        Place(int box, int row, double width) {
            this.box = box;
            this.row = row;
            this.width = width;
        }

        boolean isLine() {
            return box < 0;
        }
    }

    /** The places that a line goes through, from box to box. */
    record Line(List<Place> places) {}

    private final List<List<Place>> rows = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    /** @param widths of the boxes */
    Layout(List<Box> boxes, double[] widths) {
        int[] row = new int[boxes.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = boxes.get(i).inputs().stream().mapToInt(input -> row[input] + 1).max().orElse(0);
            places.add(place(i, row[i], widths[i]));
        }
        for (int i = 0; i < row.length; i++) {
            for (int input : boxes.get(i).inputs()) {
                connect(places.get(input), places.get(i));
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            order(sweep % 2 == 0);
        }
        for (int sweep = 0; sweep < 2 * SWEEPS; sweep++) {
            align(sweep % 2 == 0);
        }
        double left = rows.stream().flatMap(List::stream).mapToDouble(it -> it.x - it.width / 2).min().orElse(0);
        rows.forEach(it -> it.forEach(place -> place.x -= left));
    }

    List<List<Place>> rows() {
        return rows;
    }

    Place of(int box) {
        return places.get(box);
    }

    List<Line> lines() {
        return lines;
    }

    double width() {
        return rows.stream().flatMap(List::stream).mapToDouble(it -> it.x + it.width / 2).max().orElse(0);
    }

    private Place place(int box, int row, double width) {
        while (rows.size() <= row) {
            rows.add(new ArrayList<>());
        }
        Place place = new Place(box, row, width);
        rows.get(row).add(place);
        return place;
    }

    private void connect(Place from, Place to) {
        List<Place> line = new ArrayList<>(List.of(from));
        for (int row = from.row + 1; row < to.row; row++) {
            line.add(place(-1, row, LANE));
        }
        line.add(to);
        for (int i = 1; i < line.size(); i++) {
            line.get(i - 1).below.add(line.get(i));
            line.get(i).above.add(line.get(i - 1));
        }
        lines.add(new Line(line));
    }

    /** Each row in the order of the mean position of what it hangs on, which keeps lines from crossing. */
    private void order(boolean down) {
        Map<Place, Double> position = new HashMap<>();
        List<List<Place>> sequence = new ArrayList<>(rows);
        if (!down) {
            Collections.reverse(sequence);
        }
        for (List<Place> row : sequence) {
            Map<Place, Double> wanted = new HashMap<>();
            for (int i = 0; i < row.size(); i++) {
                List<Place> neighbours = down ? row.get(i).above : row.get(i).below;
                double here = (i + 0.5) / row.size();
                wanted.put(row.get(i),
                        neighbours.stream().mapToDouble(it -> position.getOrDefault(it, here)).average().orElse(here));
            }
            row.sort(Comparator.comparingDouble(wanted::get));
            for (int i = 0; i < row.size(); i++) {
                position.put(row.get(i), (i + 0.5) / row.size());
            }
        }
    }

    private void align(boolean down) {
        for (int i = 0; i < rows.size(); i++) {
            align(rows.get(down ? i : rows.size() - 1 - i), down);
        }
    }

    /**
     * Moves each place of a row as near to the middle of its neighbours as the order allows: least squares under
     * minimal distances, which pooling adjacent violators solves.
     */
    private static void align(List<Place> row, boolean down) {
        int count = row.size();
        double[] offset = new double[count];
        double[] wanted = new double[count];
        double[] weight = new double[count];
        for (int i = 0; i < count; i++) {
            Place place = row.get(i);
            List<Place> neighbours = down ? place.above : place.below;
            if (i > 0) {
                offset[i] = offset[i - 1] + (row.get(i - 1).width + place.width) / 2 + GAP;
            }
            wanted[i] = neighbours.stream().mapToDouble(it -> it.x).average().orElse(place.x) - offset[i];
            weight[i] = place.isLine() ? LINE_WEIGHT : 1;
        }
        double[] found = nonDecreasing(wanted, weight);
        for (int i = 0; i < count; i++) {
            row.get(i).x = found[i] + offset[i];
        }
    }

    private static double[] nonDecreasing(double[] wanted, double[] weight) {
        double[] mean = wanted.clone();
        double[] mass = weight.clone();
        int[] size = new int[wanted.length];
        int blocks = 0;
        for (int i = 0; i < wanted.length; i++) {
            mean[blocks] = wanted[i];
            mass[blocks] = weight[i];
            size[blocks++] = 1;
            while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1]) {
                double joined = mass[blocks - 2] + mass[blocks - 1];
                mean[blocks - 2] = (mean[blocks - 2] * mass[blocks - 2] + mean[blocks - 1] * mass[blocks - 1]) / joined;
                mass[blocks - 2] = joined;
                size[blocks - 2] += size[--blocks];
            }
        }
        double[] result = new double[wanted.length];
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            Arrays.fill(result, at, at + size[block], mean[block]);
            at += size[block];
        }
        return result;
    }
}
