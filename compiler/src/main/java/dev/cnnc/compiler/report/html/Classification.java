package dev.cnnc.compiler.report.html;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * How a network classified images.
 *
 * @param images which ones, for a sentence: {@code the 10,000 validation images}
 * @param labels of the classes
 * @param confusion how many images of a class (row) were taken for which (column)
 * @param mistakes the worst first
 */
public record Classification(String images, List<String> labels, int[][] confusion, List<Mistake> mistakes) {

    /**
     * An image that was taken for another class.
     *
     * @param number of the image in its set, from 0
     * @param confidence of the wrong answer, 0 to 1; NaN where the network gives no probabilities
     * @param image itself
     */
    public record Mistake(int number, int actual, int predicted, double confidence, BufferedImage image) {}

    int count() {
        int sum = 0;
        for (int label = 0; label < confusion.length; label++) {
            sum += support(label);
        }
        return sum;
    }

    int right() {
        int sum = 0;
        for (int label = 0; label < confusion.length; label++) {
            sum += confusion[label][label];
        }
        return sum;
    }

    /** Images of this class. */
    int support(int label) {
        int sum = 0;
        for (int count : confusion[label]) {
            sum += count;
        }
        return sum;
    }

    /** Images taken for this class. */
    int taken(int label) {
        int sum = 0;
        for (int[] row : confusion) {
            sum += row[label];
        }
        return sum;
    }

    /** NaN if no image was taken for the class. */
    double precision(int label) {
        return (double) confusion[label][label] / taken(label);
    }

    /** NaN if there is no image of the class. */
    double recall(int label) {
        return (double) confusion[label][label] / support(label);
    }

    /** The harmonic mean of both: 2 right / (images of the class + images taken for it). */
    double f1(int label) {
        return 2.0 * confusion[label][label] / (support(label) + taken(label));
    }
}
