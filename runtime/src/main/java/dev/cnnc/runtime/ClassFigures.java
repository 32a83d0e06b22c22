package dev.cnnc.runtime;

/**
 * How well one class is told from the others, or the average over classes. Each from 0 to 1, or NaN where there is
 * nothing to take a share of.
 *
 * @param precision of the images taken for the class, the share that belong to it
 * @param recall of the images of the class, the share that was taken for it
 * @param f1 the harmonic mean of the two: 2 right / (images of the class + images taken for it)
 */
public record ClassFigures(double precision, double recall, double f1) {
    /**
     * From counts of images.
     *
     * @param right of the class and taken for it
     * @param taken for the class
     * @param actual of the class
     */
    static ClassFigures of(long right, long taken, long actual) {
        return new ClassFigures(share(right, taken), share(right, actual), share(2 * right, taken + actual));
    }

    private static double share(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }
}
