package dev.cnnc.runtime.op;

/** The gradient of a bias for each channel: the sum of dy over all pixels, image by image and then over the images. */
final class BiasGradient extends Operation {
    private final int pixels;
    private final int channels;
    private final float[] sums;
    private int dy;

    BiasGradient(Workspace workspace, Layout y) {
        super(workspace);
        pixels = y.pixels();
        channels = y.channels();
        sums = new float[Math.multiplyExact(workspace.capacity(), channels)];
    }

    /**
     * @param dy   arena address of the gradient by the output
     * @param bias where in the gradients the bias begins
     */
    void compute(int dy, int bias) {
        this.dy = dy;
        int images = workspace.count();
        launch(images, (long) images * pixels * channels);
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (int image = 0; image < images; image++) {
                sum += sums[image * channels + c];
            }
            workspace.gradients()[bias + c] = (float) sum;
        }
    }

    @Override
    public void run(int image, int worker) {
        kernels.channelSums(arena, dy + image * pixels * channels, pixels, channels, sums, image * channels);
    }
}
