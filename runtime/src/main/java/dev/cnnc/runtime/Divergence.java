package dev.cnnc.runtime;

/** Finds where a training went wrong whose numbers are no longer finite. */
final class Divergence {
    private Divergence() {
    }

    /** @throws CnncException if a weight is not finite; {@code consequence} says what is not done because of it */
    static void requireFinite(Weights weights, String consequence) {
        String first = firstNotFinite(weights);
        if (first != null) {
            throw new CnncException("training has diverged: " + first + " is no longer finite; " + consequence);
        }
    }

    /** Half a sentence that names the layer: in the order of the network, the first whose weights are at fault. */
    static String describe(Weights weights) {
        String first = firstNotFinite(weights);
        if (first != null) {
            return "it arose in " + first + ", whose values are no longer finite";
        }
        String largest = "";
        float most = -1;
        for (ParameterInfo parameter : weights.info().parameters()) {
            float[] values = weights.arrayOf(parameter);
            for (int i = parameter.offset(); i < parameter.offset() + parameter.size(); i++) {
                if (Math.abs(values[i]) > most) {
                    most = Math.abs(values[i]);
                    largest = parameter.name();
                }
            }
        }
        return "all weights are finite, the largest, " + most + ", is in " + largest;
    }

    /** The same for a gradient that is not finite: in the order of the backward pass, the first parameter with one. */
    static String describe(Weights weights, float[] gradients) {
        String first = "a parameter";
        for (ParameterInfo parameter : weights.info().parameters()) {
            if (parameter.trainable() && !isFinite(gradients, parameter)) {
                first = parameter.name();
            }
        }
        return "the first gradient that is not finite is that of " + first;
    }

    private static boolean isFinite(float[] values, ParameterInfo parameter) {
        for (int i = parameter.offset(); i < parameter.offset() + parameter.size(); i++) {
            if (!Float.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }

    private static String firstNotFinite(Weights weights) {
        for (ParameterInfo parameter : weights.info().parameters()) {
            if (!isFinite(weights.arrayOf(parameter), parameter)) {
                return parameter.name();
            }
        }
        return null;
    }
}
