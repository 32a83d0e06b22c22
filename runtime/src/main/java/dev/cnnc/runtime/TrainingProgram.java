package dev.cnnc.runtime;

/**
 * Forward and backward pass of one network over one workspace, as the compiler generated them, with the losses inside.
 * Not thread-safe; parallel within each operation.
 */
public interface TrainingProgram {
    /** Computes the outputs and adds to the workspace's loss and its count of right answers. */
    void forward();

    /** Leaves the gradient of the mean loss in the workspace's gradients. Belongs after {@link #forward()}. */
    void backward();
}
