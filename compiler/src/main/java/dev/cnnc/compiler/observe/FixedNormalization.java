package dev.cnnc.compiler.observe;

import dev.cnnc.runtime.op.Layout;
import dev.cnnc.runtime.op.Workspace;

/**
 * {@code y = gamma (x - mean) / sqrt(variance + epsilon) + beta} with a mean and a variance that do not depend on x.
 * Offsets are those of {@link dev.cnnc.runtime.op.BatchNormalization}; gamma and beta may be -1.
 */
public final class FixedNormalization {

    private final Workspace workspace;
    private final int pixels;
    private final int channels;
    private final float epsilon;
    private final double[] inverseDeviation;
    /** Of each channel: centre, factor, summand. */
    private final float[] factors;

    public FixedNormalization(Workspace workspace, Layout x, float epsilon) {
        this.workspace = workspace;
        this.pixels = x.pixels();
        this.channels = x.channels();
        this.epsilon = epsilon;
        this.inverseDeviation = new double[channels];
        this.factors = new float[3 * channels];
    }

    public void forward(int x, int y, int gamma, int beta, int mean, int variance) {
        float[] parameters = workspace.parameters();
        for (int c = 0; c < channels; c++) {
            inverseDeviation[c] = 1 / Math.sqrt(workspace.state()[variance + c] + (double) epsilon);
            factors[c] = workspace.state()[mean + c];
            double factor = gamma < 0 ? 1 : parameters[gamma + c];
            factors[channels + c] = (float) (factor * inverseDeviation[c]);
            factors[2 * channels + c] = beta < 0 ? 0 : parameters[beta + c];
        }
        workspace.kernels().elements().normalise(workspace.arena(), workspace.address(x), pixels * workspace.count(),
                channels, factors, 0, workspace.arena(), workspace.address(y));
    }

    /** Reads what the last {@link #forward} left. */
    public void backward(int x, int dx, boolean accumulate, int dy, int gamma, int beta) {
        float[] arena = workspace.arena();
        int from = workspace.address(dy);
        int to = dx < 0 ? -1 : workspace.address(dx);
        int values = workspace.address(x);
        double[] products = new double[channels];
        double[] sums = new double[channels];
        int n = pixels * workspace.count() * channels;
        for (int i = 0; i < n; i++) {
            int c = i % channels;
            float slope = arena[from + i];
            products[c] += slope * (double) (arena[values + i] - factors[c]);
            sums[c] += slope;
            if (to >= 0) {
                arena[to + i] = (accumulate ? arena[to + i] : 0) + slope * factors[channels + c];
            }
        }
        for (int c = 0; c < channels; c++) {
            if (gamma >= 0) {
                workspace.gradients()[gamma + c] = (float) (products[c] * inverseDeviation[c]);
            }
            if (beta >= 0) {
                workspace.gradients()[beta + c] = (float) sums[c];
            }
        }
    }
}
