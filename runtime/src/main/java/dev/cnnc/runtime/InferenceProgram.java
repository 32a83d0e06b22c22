package dev.cnnc.runtime;

/**
 * The forward pass of one network over one workspace, as the compiler generated it: dropout is gone and batch
 * normalisation is folded away. Not thread-safe; {@link Predictor} keeps one per call in progress.
 */
public interface InferenceProgram {
    /**
     * Packs the workspace's parameters and state into its slots. The slots are shared between workspaces, so one
     * program does this on behalf of all.
     */
    void prepare();

    /** Computes the outputs of the images that lie in the input tensor. Allocates nothing. */
    void run();
}
