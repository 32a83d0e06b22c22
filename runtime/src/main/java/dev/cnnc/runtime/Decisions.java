package dev.cnnc.runtime;

import java.util.Arrays;

/**
 * How well an output that asks of each class by itself, "is it this?", answers: yes where the probability is above one
 * half. One image is a decision for each class.
 */
public final class Decisions {
    private final float threshold;
    private final float[][] scores;
    private final boolean[][] actual;
    private int images;

    /** @param threshold the score that has a probability of one half */
    Decisions(int classes, int images, float threshold) {
        this.threshold = threshold;
        scores = new float[classes][images];
        actual = new boolean[classes][images];
    }

    void add(float[] values, int at, int label) {
        for (int c = 0; c < scores.length; c++) {
            scores[c][images] = values[at + c];
            actual[c][images] = c == label;
        }
        images++;
    }

    /** The share of decisions that are right, 0 to 1. */
    public double accuracy() {
        long right = 0;
        for (int c = 0; c < scores.length; c++) {
            for (int i = 0; i < images; i++) {
                right += scores[c][i] > threshold == actual[c][i] ? 1 : 0;
            }
        }
        return (double) right / ((double) images * scores.length);
    }

    /** Of the decisions about one class. */
    public ClassFigures of(int label) {
        return figures(label, label + 1);
    }

    /** Of all decisions together. */
    public ClassFigures all() {
        return figures(0, scores.length);
    }

    private ClassFigures figures(int from, int to) {
        long right = 0;
        long yes = 0;
        long wanted = 0;
        for (int c = from; c < to; c++) {
            for (int i = 0; i < images; i++) {
                boolean taken = scores[c][i] > threshold;
                yes += taken ? 1 : 0;
                wanted += actual[c][i] ? 1 : 0;
                right += taken && actual[c][i] ? 1 : 0;
            }
        }
        return ClassFigures.of(right, yes, wanted);
    }

    /**
     * The area under the class's ROC curve: how likely an image of the class has a higher score than one of another, a
     * tie counting one half. NaN where there are no images of the class, or no others. Hanley and McNeil, 1982.
     */
    public double areaUnderCurve(int label) {
        Integer[] order = new Integer[images];
        Arrays.setAll(order, i -> i);
        float[] score = scores[label];
        Arrays.sort(order, (a, b) -> Float.compare(score[a], score[b]));
        double ranks = 0;
        long own = 0;
        for (int from = 0; from < images;) {
            int to = from;
            long ties = 0;
            while (to < images && score[order[to]] == score[order[from]]) {
                ties += actual[label][order[to++]] ? 1 : 0;
            }
            if (to == from) {
                // A score that is no number has no rank.
                return Double.NaN;
            }
            own += ties;
            ranks += ties * (from + 1 + to) / 2.0;
            from = to;
        }
        long others = images - own;
        return own == 0 || others == 0 ? Double.NaN : (ranks - own * (own + 1) / 2.0) / ((double) own * others);
    }
}
