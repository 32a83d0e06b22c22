package dev.cnnc.runtime.op;

import java.util.Arrays;

/** {@code y = a * b}, where b has a's shape, or is 1x1xC and scales a's channels (squeeze and excitation). */
public final class Multiply extends Operation {
    private enum Phase { FORWARD, LEFT, RIGHT }

    private final Layout layout;
    private final int size;
    private final boolean broadcast;
    private Phase phase;
    private int a;
    private int b;
    private int y;
    private int gradient;
    private int dy;
    private boolean accumulate;

    public Multiply(Workspace workspace, Layout a, Layout b) {
        super(workspace);
        if (!b.equals(a) && !b.equals(Layout.vector(a.channels()))) {
            throw new IllegalArgumentException(b + " does not scale " + a);
        }
        this.layout = a;
        this.size = a.imageStride();
        this.broadcast = !b.equals(a);
        if (broadcast) {
            workspace.reserveScratch(a.channels());
        }
    }

    public void infer(int a, int b, int y) {
        forward(a, b, y);
    }

    public void forward(int a, int b, int y) {
        this.y = workspace.address(y);
        launch(Phase.FORWARD, a, b);
    }

    /** The gradient by a. */
    public void backwardLeft(int a, int b, int da, boolean accumulate, int dy) {
        launchGradient(Phase.LEFT, a, b, da, accumulate, dy);
    }

    /** The gradient by b. */
    public void backwardRight(int a, int b, int db, boolean accumulate, int dy) {
        launchGradient(Phase.RIGHT, a, b, db, accumulate, dy);
    }

    private void launchGradient(Phase phase, int a, int b, int gradient, boolean accumulate, int dy) {
        this.gradient = workspace.address(gradient);
        this.accumulate = accumulate;
        this.dy = workspace.address(dy);
        launch(phase, a, b);
    }

    private void launch(Phase phase, int a, int b) {
        this.phase = phase;
        this.a = workspace.address(a);
        this.b = workspace.address(b);
        int images = workspace.count();
        launch(units(images, size), (long) images * size);
    }

    @Override
    public void run(int unit, int worker) {
        int perUnit = perUnit(size);
        int to = Math.min((unit + 1) * perUnit, workspace.count());
        for (int image = unit * perUnit; image < to; image++) {
            if (broadcast) {
                scaleChannels(image * size, image * layout.channels(), workspace.scratch(worker));
            } else {
                multiply(image * size);
            }
        }
    }

    private void multiply(int at) {
        switch (phase) {
            case FORWARD:
                kernels.multiply(arena, a + at, arena, b + at, arena, y + at, size);
                break;
            case LEFT:
                product(b + at, at);
                break;
            default:
                product(a + at, at);
        }
    }

    private void product(int factor, int at) {
        if (accumulate) {
            kernels.multiplyAdd(arena, dy + at, arena, factor, arena, gradient + at, size);
        } else {
            kernels.multiply(arena, dy + at, arena, factor, arena, gradient + at, size);
        }
    }

    private void scaleChannels(int at, int factors, float[] scratch) {
        int pixels = layout.pixels();
        int channels = layout.channels();
        switch (phase) {
            case FORWARD:
                kernels.channelScale(arena, a + at, pixels, channels, arena, b + factors, arena, y + at);
                break;
            case LEFT:
                if (!accumulate) {
                    kernels.channelScale(arena, dy + at, pixels, channels, arena, b + factors, arena, gradient + at);
                } else {
                    kernels.channelScaleAdd(arena, dy + at, pixels, channels, arena, b + factors, arena,
                            gradient + at);
                }
                break;
            default:
                kernels.channelDots(arena, a + at, arena, dy + at, pixels, channels, scratch, 0);
                if (!accumulate) {
                    Arrays.fill(arena, gradient + factors, gradient + factors + channels, 0);
                }
                kernels.addTo(scratch, 0, arena, gradient + factors, channels);
        }
    }
}
