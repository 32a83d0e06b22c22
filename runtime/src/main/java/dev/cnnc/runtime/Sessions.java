package dev.cnnc.runtime;

import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.op.PackedWeights;
import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.parallel.WorkerPool;

/** Makes the workspaces of training and evaluation, and says so in time if they do not fit the memory. */
final class Sessions {
    /** Floats of activations that an evaluation computes together: 16 MB stay near the cores. */
    private static final int EVALUATION_FLOATS = 4 << 20;
    private static final int MOST_EVALUATED_TOGETHER = 64;

    private Sessions() {
    }

    static Workspace training(Model model, Weights weights, TrainerOptions options, WorkerPool workers) {
        MemoryPlan plan = model.trainingPlan();
        int parameters = weights.parameters().length;
        TrainInfo train = options.train();
        // Parameters and their gradients, the sum of several batches' gradients, the average, what the optimiser keeps.
        int copies = 2 + (train.accumulate() > 1 ? 1 : 0) + (train.average() > 0 ? 1 : 0) + train.optimiser().moments();
        requireMemory(model, "training with a batch of " + options.batch() + " images", options.batch(), plan,
                (long) copies * parameters
                        + Prefetcher.floats(options.batch(), options.threads(), model.info().input()),
                "a smaller batch, or a network compiled with --recompute");
        return new Workspace(KernelChoice.best(), workers, options.batch(), plan.floatsPerImage(),
                weights.parameters(), new float[parameters], weights.state(), new PackedWeights(plan.slots()));
    }

    static Workspace evaluation(Model model, Weights weights, WorkerPool workers) {
        MemoryPlan plan = model.inferencePlan();
        int capacity = Math.max(1, Math.min(MOST_EVALUATED_TOGETHER,
                EVALUATION_FLOATS / Math.max(1, plan.floatsPerImage())));
        requireMemory(model, "evaluation", capacity, plan, weights.parameters().length, "a smaller network");
        return new Workspace(KernelChoice.best(), workers, capacity, plan.floatsPerImage(), weights.parameters(),
                new float[0], weights.state(), new PackedWeights(plan.slots()));
    }

    private static void requireMemory(Model model, String work, int images, MemoryPlan plan, long otherFloats,
            String remedy) {
        long arena = (long) images * plan.floatsPerImage();
        long bytes = Math.multiplyExact(Math.addExact(arena, otherFloats), (long) Float.BYTES);
        long limit = Runtime.getRuntime().maxMemory();
        if (bytes > limit || arena > Integer.MAX_VALUE - 8) {
            throw new CnncException(String.format("%s: %s needs %,d MB of memory, but the JVM may use %,d MB, and one"
                    + " arena at most 8,191 MB; use %s, or give the JVM more with -Xmx", model.info().name(), work,
                    bytes >> 20, limit >> 20, remedy));
        }
    }
}
