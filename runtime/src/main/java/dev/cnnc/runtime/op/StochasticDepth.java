package dev.cnnc.runtime.op;

/**
 * Drops whole images' tensors: in training each with probability {@code rate}, and the others are divided by
 * {@code 1 - rate}; in inference y = x. At the end of a residual's body it lets the image skip that residual; G. Huang
 * et al., arXiv:1603.09382, with the division in training as dropout has it. What is dropped is a {@link RandomMask}'s.
 * Backward reads neither x nor y.
 */
public final class StochasticDepth extends UnaryOperation {
    private final int size;
    private final RandomMask mask;

    /**
     * @param size floats of an image
     * @param rate probability of dropping, at least 0 and below 1
     * @param stream tells the network's dropout layers apart
     */
    public StochasticDepth(Workspace workspace, int size, float rate, int stream) {
        super(workspace);
        this.size = requirePositive(size, "size");
        this.mask = new RandomMask(rate, stream);
        workspace.reserveScratch(1);
    }

    @Override
    public void infer(int x, int y) {
        store(workspace.address(x), workspace.address(y), size * workspace.count(), false);
    }

    @Override
    void launch() {
        int images = workspace.count();
        launch(units(images, size), (long) images * size);
    }

    @Override
    public void run(int unit, int worker) {
        int perUnit = perUnit(size);
        int to = Math.min((unit + 1) * perUnit, workspace.count());
        for (int image = unit * perUnit; image < to; image++) {
            int at = image * size;
            mask.factors(workspace, image, workspace.scratch(worker), 1);
            float factor = workspace.scratch(worker)[0];
            if (!backward) {
                kernels.scale(arena, x + at, factor, arena, y + at, size);
            } else if (accumulate) {
                kernels.scaleAdd(arena, dy + at, factor, arena, dx + at, size);
            } else {
                kernels.scale(arena, dy + at, factor, arena, dx + at, size);
            }
        }
    }
}
