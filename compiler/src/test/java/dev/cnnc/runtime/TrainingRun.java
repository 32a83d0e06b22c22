package dev.cnnc.runtime;

import dev.cnnc.runtime.kernel.Kernels;
import dev.cnnc.runtime.op.PackedWeights;
import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;

/** A training program over one batch, for tests that look at gradients. In this package to reach the model's program. */
public final class TrainingRun {

    private final Workspace workspace;
    private final TrainingProgram program;
    private final MemoryPlan plan;
    private final Targets targets;

    public TrainingRun(Model model, Weights weights, Kernels kernels, WorkerPool workers, int batch) {
        plan = model.trainingPlan();
        workspace = new Workspace(kernels, workers, batch, plan.floatsPerImage(), weights.parameters(),
                new float[weights.parameters().length], weights.state(), new PackedWeights(plan.slots()));
        targets = new Targets(model.info(), workspace);
        program = model.training(workspace);
    }

    /** Fills the whole arena, so that a step that reads what none has written is seen. */
    public void poison(float value) {
        Arrays.fill(workspace.arena(), value);
    }

    /** The mean loss of the batch. */
    public double forward(float[] inputs, int[] labels) {
        workspace.count(labels.length);
        System.arraycopy(inputs, 0, workspace.arena(), workspace.address(plan.input()), inputs.length);
        System.arraycopy(labels, 0, workspace.labels(), 0, labels.length);
        targets.fill();
        workspace.clearLoss();
        program.forward();
        return workspace.lossSum() / labels.length;
    }

    /** The gradients of all parameters, after {@link #forward}. */
    public float[] backward() {
        program.backward();
        return workspace.gradients().clone();
    }
}
