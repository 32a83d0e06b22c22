package dev.cnnc.runtime;

import dev.cnnc.runtime.op.Workspace;

/**
 * What losses other than a cross entropy compare the values of an image with: 1 for its class, 0 for the others, or for
 * a mixture the shares of both.
 */
final class Targets {
    private final Workspace workspace;
    private final int classes;
    private final float[] targets;

    /** Gives the workspace the array that {@link #fill} fills. */
    Targets(ModelInfo info, Workspace workspace) {
        this.workspace = workspace;
        classes = info.outputs().get(0).channels();
        boolean wanted = info.trainedOutputs().stream().anyMatch(output -> !output.loss().isCrossEntropy());
        targets = new float[wanted ? workspace.capacity() * classes : 0];
        workspace.targets(targets);
    }

    /** Writes the targets that follow from the labels of the workspace's batch. */
    void fill() {
        if (targets.length == 0) {
            return;
        }
        for (int i = 0; i < workspace.count(); i++) {
            for (int c = 0; c < classes; c++) {
                targets[i * classes + c] = (float) workspace.shareOf(i, c);
            }
        }
    }
}
