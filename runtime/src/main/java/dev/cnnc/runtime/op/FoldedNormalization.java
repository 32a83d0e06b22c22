package dev.cnnc.runtime.op;

/**
 * A batch normalisation in inference, as what it does to the layer before it: a factor for every filter's weights and a
 * bias. {@code gamma * (x * w + b - mean) / sqrt(variance + epsilon) + beta}.
 */
record FoldedNormalization(float[] scale, float[] bias) {
    /** Offsets as in {@link Convolution#packFolded}; -1 for what is absent. */
    FoldedNormalization(Workspace workspace, int filters, int bias, int gamma, int beta, int mean, int variance,
            float epsilon) {
        this(new float[filters], new float[filters]);
        float[] parameters = workspace.parameters();
        float[] state = workspace.state();
        for (int f = 0; f < filters; f++) {
            double factor = (gamma < 0 ? 1 : parameters[gamma + f]) / Math.sqrt(state[variance + f] + epsilon);
            double before = bias < 0 ? 0 : parameters[bias + f];
            scale[f] = (float) factor;
            this.bias[f] = (float) ((before - state[mean + f]) * factor + (beta < 0 ? 0 : parameters[beta + f]));
        }
    }
}
