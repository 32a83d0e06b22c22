package dev.cnnc.runtime.op;

/**
 * Dropout of whole channels: in training each channel of each image is dropped with probability {@code rate}, and the
 * others are divided by {@code 1 - rate}; in inference y = x. J. Tompson et al., arXiv:1411.4280. What is dropped is a
 * {@link RandomMask}'s. Backward reads neither x nor y.
 */
public final class SpatialDropout extends UnaryOperation {
    private final Layout layout;
    private final RandomMask mask;

    /**
     * @param rate probability of dropping, at least 0 and below 1
     * @param stream tells the network's dropout layers apart
     */
    public SpatialDropout(Workspace workspace, Layout x, float rate, int stream) {
        super(workspace);
        this.layout = x;
        this.mask = new RandomMask(rate, stream);
        workspace.reserveScratch(x.channels());
    }

    @Override
    public void infer(int x, int y) {
        store(workspace.address(x), workspace.address(y), layout.imageStride() * workspace.count(), false);
    }

    @Override
    void launch() {
        int images = workspace.count();
        launch(images, (long) images * layout.imageStride());
    }

    @Override
    public void run(int image, int worker) {
        float[] factors = workspace.scratch(worker);
        int channels = layout.channels();
        mask.factors(workspace, image, factors, channels);
        int at = image * layout.imageStride();
        if (!backward) {
            kernels.channelScale(arena, x + at, layout.pixels(), channels, factors, 0, arena, y + at);
        } else if (accumulate) {
            kernels.channelScaleAdd(arena, dy + at, layout.pixels(), channels, factors, 0, arena, dx + at);
        } else {
            kernels.channelScale(arena, dy + at, layout.pixels(), channels, factors, 0, arena, dx + at);
        }
    }
}
