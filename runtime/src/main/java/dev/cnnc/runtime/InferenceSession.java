package dev.cnnc.runtime;

import dev.cnnc.runtime.op.Workspace;

/** One arena and one program over it: what a call to a predictor has to itself. Not thread-safe. */
final class InferenceSession {
    private final Workspace workspace;
    private final InferenceProgram program;
    private final PixelScaling scaling;
    private final int input;
    private final int inputSize;
    private final int[] outputs;
    private final int[] outputSizes;
    private final ParallelBatch batch;

    InferenceSession(Model model, Workspace workspace, PixelScaling scaling) {
        MemoryPlan plan = model.inferencePlan();
        ModelInfo info = model.info();
        this.workspace = workspace;
        this.program = model.inference(workspace);
        this.scaling = scaling;
        this.input = plan.input();
        this.inputSize = info.input().size();
        this.outputs = Sizes.array(plan.outputs());
        this.outputSizes = new int[outputs.length];
        for (int o = 0; o < outputSizes.length; o++) {
            outputSizes[o] = info.outputs().get(o).size();
        }
        batch = new ParallelBatch(workspace.workers());
    }

    void prepare() {
        program.prepare();
    }

    /** Computes any number of images, with idle sessions of the pool where that pays. */
    void compute(SessionPool pool, float[] pixels, int count, float[] out) {
        int done = batch.compute(pool, this, pixels, count, out);
        for (int most = workspace.capacity(); done < count; done += most) {
            computePart(pixels, done, Math.min(most, count - done), out);
        }
    }

    /** Images that this session computes at a time at most. */
    int capacity() {
        return workspace.capacity();
    }

    /** Computes images from {@code first} on, at most as many as the arena holds. */
    void computePart(float[] pixels, int first, int count, float[] out) {
        workspace.begin(count);
        scaling.apply(workspace.kernels().elements(), pixels, first * inputSize, count * inputSize, workspace.arena(),
                workspace.address(input));
        program.run();
        int row = 0;
        for (int size : outputSizes) {
            row += size;
        }
        int at = first * row;
        for (int image = 0; image < count; image++) {
            for (int o = 0; o < outputs.length; o++) {
                int from = workspace.address(outputs[o]) + image * outputSizes[o];
                System.arraycopy(workspace.arena(), from, out, at, outputSizes[o]);
                at += outputSizes[o];
            }
        }
    }
}
