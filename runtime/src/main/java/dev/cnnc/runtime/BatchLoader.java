package dev.cnnc.runtime;

import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.List;

/** Puts images and labels of a data set into a workspace, as they are. Allocates nothing after construction. */
final class BatchLoader implements WorkerPool.Task {
    private final Workspace workspace;
    private final Dataset data;
    private final int input;
    private final int size;
    private final ImagePreparer[] preparers;
    private int[] order;
    private int from;

    /**
     * @param input where the program's input begins, as a plan offset
     */
    BatchLoader(Workspace workspace, int input, PixelScaling scaling, Dataset data) {
        this.workspace = workspace;
        this.data = data;
        this.input = workspace.address(input);
        size = data.shape().bytes();
        preparers = new ImagePreparer[workspace.workers().threads()];
        for (int i = 0; i < preparers.length; i++) {
            preparers[i] = new ImagePreparer(scaling, data, List.of());
        }
    }

    /** Loads {@code order[from]} to {@code order[from + count - 1]} as the workspace's batch. */
    void load(int[] order, int from, int count) {
        this.order = order;
        this.from = from;
        workspace.count(count);
        int[] labels = workspace.labels();
        for (int i = 0; i < count; i++) {
            labels[i] = data.label(order[from + i]);
        }
        workspace.workers().run(this, count);
    }

    @Override
    public void run(int unit, int worker) {
        preparers[worker].prepare(order[from + unit], 0, 0, workspace.arena(), input + unit * size);
    }
}
