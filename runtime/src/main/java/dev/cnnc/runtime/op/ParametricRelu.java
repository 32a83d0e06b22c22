package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;

/**
 * {@code y = max(x, 0) + slope * min(x, 0)}, with a learnt slope for each channel or one for all; K. He et al.,
 * arXiv:1502.01852. At 0 the derivative is the slope, as in PyTorch.
 */
public final class ParametricRelu extends Operation {
    private final int pixels;
    private final int channels;
    private final boolean shared;
    private final int perUnit;
    private final float[] slopes;
    /** What the forward pass multiplies with max(-x, 0). */
    private float[] negated;
    /** Sums of dy * max(-x, 0): for each unit of work, the channels'. */
    private float[] partial;
    private boolean backward;
    private boolean accumulate;
    private boolean wanted;
    private int x;
    private int y;
    private int dx;
    private int dy;

    /** @param shared whether all channels have the same slope */
    public ParametricRelu(Workspace workspace, Layout x, boolean shared) {
        super(workspace);
        this.pixels = x.pixels();
        this.channels = x.channels();
        this.shared = shared;
        this.perUnit = perUnit(channels);
        this.slopes = new float[channels];
        workspace.reserveScratch(Math.multiplyExact(2 * perUnit, channels));
    }

    /** Prepares the slopes, which begin at this place of the parameters, for inference. */
    public void pack(int slot, int slope) {
        setSlopes(slope, -1, workspace.packed().sized(slot, channels));
    }

    /** With prepared slopes. */
    public void infer(int x, int y, int slot) {
        apply(x, y, workspace.packed().get(slot));
    }

    /** @param slope where in the parameters the slopes begin */
    public void forward(int x, int y, int slope) {
        setSlopes(slope, -1, slopes);
        apply(x, y, slopes);
    }

    private void apply(int x, int y, float[] negated) {
        this.x = workspace.address(x);
        this.y = workspace.address(y);
        this.negated = negated;
        backward = false;
        launch();
    }

    /** Overwrites the gradient of the slopes and, unless {@code dx} is -1, writes or adds that of x; reads x. */
    public void backward(int x, int y, int dx, boolean accumulate, int dy, int slope) {
        this.x = workspace.address(x);
        this.dy = workspace.address(dy);
        this.wanted = dx >= 0;
        this.dx = workspace.address(dx);
        this.accumulate = accumulate;
        backward = true;
        if (partial == null) {
            partial = new float[Math.multiplyExact(units(pixels * workspace.capacity(), channels), channels)];
        }
        setSlopes(slope, 1, slopes);
        launch();
        collect(slope);
    }

    private void setSlopes(int slope, float sign, float[] to) {
        for (int c = 0; c < channels; c++) {
            to[c] = sign * workspace.parameters()[shared ? slope : slope + c];
        }
    }

    private void launch() {
        int all = pixels * workspace.count();
        launch(units(all, channels), (long) all * channels);
    }

    @Override
    public void run(int unit, int worker) {
        int from = unit * perUnit;
        int run = Math.min(perUnit, pixels * workspace.count() - from);
        if (backward) {
            backwardPixels(unit, from * channels, run, workspace.scratch(worker));
        } else {
            forwardPixels(from * channels, run, workspace.scratch(worker));
        }
    }

    private void forwardPixels(int at, int run, float[] scratch) {
        int n = run * channels;
        below(at, n, scratch);
        kernels.activateTo(ActivationKind.RELU, 0, arena, x + at, arena, y + at, n);
        kernels.channelScaleAdd(scratch, 0, run, channels, negated, 0, arena, y + at);
    }

    /** max(-x, 0). */
    private void below(int at, int n, float[] scratch) {
        kernels.scale(arena, x + at, -1, scratch, 0, n);
        kernels.activate(ActivationKind.RELU, 0, scratch, 0, n);
    }

    private void backwardPixels(int unit, int at, int run, float[] scratch) {
        int n = run * channels;
        below(at, n, scratch);
        kernels.channelDots(arena, dy + at, scratch, 0, run, channels, partial, unit * channels);
        if (!wanted) {
            return;
        }
        // dy where x is above 0, and dy where it is not.
        System.arraycopy(arena, dy + at, scratch, 0, n);
        kernels.derivative(ActivationKind.RELU, 0, null, 0, arena, x + at, scratch, 0, n);
        System.arraycopy(arena, dy + at, scratch, n, n);
        kernels.scaleAdd(scratch, 0, -1, scratch, n, n);
        if (accumulate) {
            kernels.addTo(scratch, 0, arena, dx + at, n);
        } else {
            System.arraycopy(scratch, 0, arena, dx + at, n);
        }
        kernels.channelScaleAdd(scratch, n, run, channels, slopes, 0, arena, dx + at);
    }

    private void collect(int slope) {
        float[] gradients = workspace.gradients();
        int units = units(pixels * workspace.count(), channels);
        double all = 0;
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (int unit = 0; unit < units; unit++) {
                sum -= partial[unit * channels + c];
            }
            all += sum;
            gradients[shared ? slope : slope + c] = (float) (shared ? all : sum);
        }
    }
}
