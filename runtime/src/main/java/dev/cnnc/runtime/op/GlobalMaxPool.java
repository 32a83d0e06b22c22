package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Windows;
import java.util.Arrays;

/** The maximum of every channel over the whole image. Backward reads x; of equal maxima the first has the gradient. */
public final class GlobalMaxPool extends UnaryOperation {
    private final Layout layout;
    private final Windows window;

    public GlobalMaxPool(Workspace workspace, Layout x) {
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
        for (int image = unit * perUnit; image < to; image++) {
            int in = image * layout.imageStride();
            int out = image * layout.channels();
            if (!backward) {
                kernels.windowMax(arena, x + in, window, arena, y + out, 1);
            } else {
                if (!accumulate) {
                    Arrays.fill(arena, dx + in, dx + in + layout.imageStride(), 0);
                }
                kernels.windowMaxGradient(arena, x + in, window, arena, dy + out, 1, arena, dx + in);
            }
        }
    }
}
