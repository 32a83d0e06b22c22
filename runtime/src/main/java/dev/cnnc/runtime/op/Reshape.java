package dev.cnnc.runtime.op;

/**
 * Another shape for the same numbers, read and written in PyTorch's order: channel by channel, row by row. In memory
 * they move, since there the channels of a pixel lie together.
 */
public final class Reshape extends UnaryOperation {
    private final int size;
    private final int pixelsIn;
    private final int channelsIn;
    private final int pixelsOut;
    private final int channelsOut;

    public Reshape(Workspace workspace, Layout x, Layout y) {
        super(workspace);
        if (x.imageStride() != y.imageStride()) {
            throw new IllegalArgumentException(x + " and " + y + " differ in size");
        }
        size = x.imageStride();
        pixelsIn = x.pixels();
        channelsIn = x.channels();
        pixelsOut = y.pixels();
        channelsOut = y.channels();
    }

    @Override
    void launch() {
        int images = workspace.count();
        launch(images, (long) images * size);
    }

    @Override
    public void run(int image, int worker) {
        int at = image * size;
        int pixelIn = 0;
        int channelIn = 0;
        for (int channel = 0; channel < channelsOut; channel++) {
            for (int pixel = 0; pixel < pixelsOut; pixel++) {
                move(at + pixelIn * channelsIn + channelIn, at + pixel * channelsOut + channel);
                if (++pixelIn == pixelsIn) {
                    pixelIn = 0;
                    channelIn++;
                }
            }
        }
    }

    private void move(int in, int out) {
        if (backward) {
            arena[dx + in] = (accumulate ? arena[dx + in] : 0) + arena[dy + out];
        } else {
            arena[y + out] = arena[x + in];
        }
    }
}
