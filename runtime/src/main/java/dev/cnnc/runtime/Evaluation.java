package dev.cnnc.runtime;

import java.util.List;

/** How well a network classifies labelled images. */
public final class Evaluation {
    private final double loss;
    private final List<String> labels;
    private final int[][] confusion;
    private final int[] ranks;
    private final int images;

    /**
     * @param ranks how often the right class was the first choice, the second, and so on
     */
    Evaluation(double loss, List<String> labels, int[][] confusion, int[] ranks) {
        this.loss = loss;
        this.labels = labels;
        this.confusion = confusion;
        this.ranks = ranks;
        int sum = 0;
        for (int rank : ranks) {
            sum += rank;
        }
        this.images = sum;
    }

    /** How many images were classified. */
    public int images() {
        return images;
    }

    /** The mean loss over the images. */
    public double loss() {
        return loss;
    }

    /** The share of images whose class was the first choice, 0 to 1. */
    public double accuracy() {
        return topK(1);
    }

    /** The share of images whose class was among the first {@code k} choices, 0 to 1. */
    public double topK(int k) {
        long right = 0;
        for (int rank = 0; rank < Math.min(k, ranks.length); rank++) {
            right += ranks[rank];
        }
        return (double) right / images;
    }

    /** How many classes there are. */
    public int classes() {
        return confusion.length;
    }

    /** The name of each class; its number if it has no name. */
    public List<String> labels() {
        return labels;
    }

    /** How many images of class {@code actual} were taken for class {@code predicted}. */
    public int confusion(int actual, int predicted) {
        return confusion[actual][predicted];
    }

    /** How many images of this class there are. */
    public int support(int label) {
        int sum = 0;
        for (int count : confusion[label]) {
            sum += count;
        }
        return sum;
    }

    /** Of the images taken for this class, the share that belong to it; NaN if none was. */
    public double precision(int label) {
        int taken = 0;
        for (int[] row : confusion) {
            taken += row[label];
        }
        return taken == 0 ? Double.NaN : (double) confusion[label][label] / taken;
    }

    /** Of the images of this class, the share that was taken for it; NaN if there are none. */
    public double recall(int label) {
        int support = support(label);
        return support == 0 ? Double.NaN : (double) confusion[label][label] / support;
    }
}
