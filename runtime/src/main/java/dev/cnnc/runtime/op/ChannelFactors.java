package dev.cnnc.runtime.op;

/**
 * What a normalisation of each image by itself does with its normalised channels: a factor and a summand for each. They
 * have the form that {@link dev.cnnc.runtime.kernel.ElementKernels#normalise} takes: centres of 0, the factors, the
 * summands.
 */
final class ChannelFactors {
    private final Workspace workspace;
    private final int channels;
    private final float[] learnt;

    ChannelFactors(Workspace workspace, int channels) {
        this.workspace = workspace;
        this.channels = channels;
        this.learnt = new float[Math.multiplyExact(3, channels)];
    }

    /** As the parameters are now; gamma and beta, their places, may be -1. */
    float[] learnt(int gamma, int beta) {
        fill(learnt, gamma, beta);
        return learnt;
    }

    /** Copies them into a slot; gamma and beta may be -1. */
    void pack(int slot, int gamma, int beta) {
        fill(workspace.packed().sized(slot, learnt.length), gamma, beta);
    }

    float[] packed(int slot) {
        return workspace.packed().get(slot);
    }

    private void fill(float[] to, int gamma, int beta) {
        for (int c = 0; c < channels; c++) {
            to[channels + c] = gamma < 0 ? 1 : workspace.parameters()[gamma + c];
            to[2 * channels + c] = beta < 0 ? 0 : workspace.parameters()[beta + c];
        }
    }

    /**
     * The gradients of both from parts.
     *
     * @param partial of each part, the gradients of the factors, then those of the summands
     */
    void collect(float[] partial, int parts, int gamma, int beta) {
        sum(partial, parts, 0, gamma);
        sum(partial, parts, channels, beta);
    }

    private void sum(float[] partial, int parts, int from, int parameter) {
        for (int c = 0; parameter >= 0 && c < channels; c++) {
            double sum = 0;
            for (int part = 0; part < parts; part++) {
                sum += partial[part * 2 * channels + from + c];
            }
            workspace.gradients()[parameter + c] = (float) sum;
        }
    }
}
