package dev.cnnc.compiler.fuzz;

import java.util.List;
import java.util.function.Function;

/** A layer on inputs of known shapes, computed in double precision and without a thought for speed. */
interface NaiveLayer {

    /** Its name in the language. */
    String kind();

    /** Of its output. */
    NaiveShape shape();

    default List<NaiveParameter> parameters() {
        return List.of();
    }

    /** Multiply-accumulates, counted one by one where it is cheap. */
    default long macs() {
        return 0;
    }

    /**
     * Predicts.
     *
     * @param inputs  each of height x width x channels
     * @param weights the numbers of a parameter by its role
     */
    double[] compute(List<double[]> inputs, Function<String, float[]> weights);

    /** An array of weights. */
    record NaiveParameter(String role, long count, boolean trainable) {}
}
