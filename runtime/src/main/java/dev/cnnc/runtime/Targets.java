package dev.cnnc.runtime;

import dev.cnnc.runtime.op.Workspace;

/**
 * What losses other than a cross entropy compare the values of an image with: 1 for its class, 0 for the others, or for
 * a mixture the shares of both. The target of a decision is its class.
 */
final class Targets {
    private final Workspace workspace;
    private final int values;
    private final int first;
    private final float[] targets;

    /** Gives the workspace the array that {@link #fill} fills. */
    Targets(ModelInfo info, Workspace workspace) {
        this.workspace = workspace;
        OutputInfo main = info.outputs().get(0);
        values = main.channels();
        first = main.classes() - values;
        boolean wanted = info.trainedOutputs().stream().anyMatch(output -> !output.loss().isCrossEntropy());
        targets = new float[wanted ? workspace.capacity() * values : 0];
        workspace.targets(targets);
    }

    /** Writes the targets that follow from the labels of the workspace's batch. */
    void fill() {
        if (targets.length == 0) {
            return;
        }
        for (int i = 0; i < workspace.count(); i++) {
            for (int k = 0; k < values; k++) {
                targets[i * values + k] = (float) workspace.shareOf(i, first + k);
            }
        }
    }
}
