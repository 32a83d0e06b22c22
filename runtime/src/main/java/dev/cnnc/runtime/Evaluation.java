package dev.cnnc.runtime;

import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** How well a network classifies labelled images. */
public final class Evaluation {
    private final double loss;
    private final List<String> labels;
    private final int[][] confusion;
    private final int[] ranks;
    private final int images;
    private final ValueErrors errors;
    private final Decisions decisions;

    /**
     * @param ranks how often the right class was the first choice, the second, and so on
     * @param errors null where the output is not trained to meet values
     * @param decisions null where the output does not ask of each class by itself
     */
    Evaluation(double loss, List<String> labels, int[][] confusion, int[] ranks, ValueErrors errors,
            Decisions decisions) {
        this.errors = errors;
        this.decisions = decisions;
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
        return figures(label).precision();
    }

    /** Of the images of this class, the share that was taken for it; NaN if there are none. */
    public double recall(int label) {
        return figures(label).recall();
    }

    /** Precision, recall and F1 of one class. */
    public ClassFigures figures(int label) {
        return ClassFigures.of(confusion[label][label], taken(label), support(label));
    }

    /** The mean of the figures over the classes that occur, what is undefined counting as 0, as in scikit-learn. */
    public ClassFigures macroAverage() {
        return average(label -> support(label) + taken(label) > 0 ? 1 : 0);
    }

    /** The same, each class counting as much as it has images. */
    public ClassFigures weightedAverage() {
        return average(this::support);
    }

    private ClassFigures average(IntUnaryOperator weight) {
        double sum = 0;
        double precision = 0;
        double recall = 0;
        double f1 = 0;
        for (int label = 0; label < confusion.length; label++) {
            int w = weight.applyAsInt(label);
            ClassFigures figures = figures(label);
            sum += w;
            precision += Double.isNaN(figures.precision()) ? 0 : w * figures.precision();
            recall += Double.isNaN(figures.recall()) ? 0 : w * figures.recall();
            f1 += Double.isNaN(figures.f1()) ? 0 : w * figures.f1();
        }
        return new ClassFigures(precision / sum, recall / sum, f1 / sum);
    }

    /** How far the values are from their targets, for an output that is trained to meet them (mse, mae, huber). */
    public Optional<ValueErrors> errors() {
        return Optional.ofNullable(errors);
    }

    /** How each class is told by itself, for an output that is trained so (binary_cross_entropy). */
    public Optional<Decisions> decisions() {
        return Optional.ofNullable(decisions);
    }

    private int taken(int label) {
        int taken = 0;
        for (int[] row : confusion) {
            taken += row[label];
        }
        return taken;
    }
}
