package dev.cnnc.runtime;

/**
 * Makes the rows or the columns of a matrix, whichever are fewer, orthonormal; A. Saxe, J. McClelland, S. Ganguli,
 * "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks" (2014). From normal numbers it
 * makes a matrix that is uniform among the orthogonal ones. The work grows with the longer side times the square of the
 * shorter one.
 */
final class Orthogonal {
    private Orthogonal() {
    }

    /** Orthonormalises {@code vectors} runs of {@code length} floats, at least as long as they are many. */
    static void orthonormalise(float[] values, int from, int vectors, int length) {
        for (int i = 0; i < vectors; i++) {
            int own = from + i * length;
            // Gram and Schmidt's method loses orthogonality to rounding; doing it twice is enough
            // (L. Giraud, J. Langou, M. Rozloznik 2005).
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    int other = from + j * length;
                    float share = (float) dot(values, own, other, length);
                    for (int k = 0; k < length; k++) {
                        values[own + k] -= share * values[other + k];
                    }
                }
                float factor = (float) (1 / Math.sqrt(dot(values, own, own, length)));
                for (int k = 0; k < length; k++) {
                    values[own + k] *= factor;
                }
            }
        }
    }

    private static double dot(float[] values, int a, int b, int n) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += (double) values[a + k] * values[b + k];
        }
        return sum;
    }
}
