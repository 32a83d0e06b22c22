package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Windows;
import java.util.Arrays;

/** The mean of every channel over the whole image. Backward reads neither x nor y. */
public final class GlobalAvgPool extends UnaryOperation {
    private final Layout layout;
    private final Windows window;

    public GlobalAvgPool(Workspace workspace, Layout x) {
        super(workspace);
        this.layout = x;
        this.window = new Windows(x.height(), x.width(), x.channels(), x.rowStride(), 0);
    }

    @Override
    void launch() {
        int images = workspace.count();
        launch(units(images, layout.imageStride()), (long) images * layout.imageStride());
    }

    @Override
    public void run(int unit, int worker) {
        int perUnit = perUnit(layout.imageStride());
        int to = Math.min((unit + 1) * perUnit, workspace.count());
        int channels = layout.channels();
        float share = 1f / layout.pixels();
        for (int image = unit * perUnit; image < to; image++) {
            int in = image * layout.imageStride();
            int out = image * channels;
            if (!backward) {
                kernels.channelSums(arena, x + in, layout.pixels(), channels, arena, y + out);
                kernels.scale(arena, y + out, share, arena, y + out, channels);
            } else {
                if (!accumulate) {
                    Arrays.fill(arena, dx + in, dx + in + layout.imageStride(), 0);
                }
                kernels.windowSpread(arena, dy + out, 1, share, window, arena, dx + in);
            }
        }
    }
}
