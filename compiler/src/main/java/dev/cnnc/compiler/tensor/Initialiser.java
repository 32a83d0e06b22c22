package dev.cnnc.compiler.tensor;

/**
 * How a parameter begins.
 *
 * @param kind   such as {@code glorot_uniform}; the runtime draws the numbers
 * @param first  the constant, lower bound or mean, where the kind takes one
 * @param second the upper bound or standard deviation, where the kind takes one
 * @param fanIn  how many inputs feed one output
 * @param fanOut how many outputs one input feeds
 */
public record Initialiser(String kind, double first, double second, long fanIn, long fanOut) {

    public static final Initialiser ZEROS = new Initialiser("zeros", 0, 0, 0, 0);
    public static final Initialiser ONES = new Initialiser("ones", 0, 0, 0, 0);

    /** The same rule for a parameter with these fans (Glorot and Bengio, 2010, section 4.2). */
    public Initialiser withFans(long in, long out) {
        return new Initialiser(kind, first, second, in, out);
    }
}
