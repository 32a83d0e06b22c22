package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.kernel.Rectifier;
import java.util.Arrays;
import java.util.Objects;

/**
 * Batch normalisation over the channels: {@code y = gamma (x - mean) / sqrt(variance + epsilon) + beta};
 * S. Ioffe and C. Szegedy, arXiv:1502.03167. Training normalises with the batch's mean and biased variance and moves
 * the running ones towards the batch's mean and unbiased variance, as PyTorch does.
 *
 * <p>A residual is added to the result and a rectifier applied while they are in the cache. Without a residual the
 * rectifier's derivative comes from x, which the backward step reads in any case; with one it comes from y.
 */
public final class BatchNormalization extends Operation {
    private enum Phase { STATISTICS, NORMALISE, SUMS, FROZEN, GRADIENT }

    private final PixelRuns runs;
    private final int channels;
    private final int width;
    private final float epsilon;
    private final float momentum;
    private final Tail tail;
    private final Rectifier rectifier;
    /** On the first step of training, like the arrays below; inference needs none of it. */
    private ChannelMoments moments;
    private double[] mean;
    private double[] inverseDeviation;
    /** Centre, scale and shift of each channel in training. */
    private float[] factors;
    /** What the backward step multiplies with: centre, scale, slope, constant and shift of each channel. */
    private float[] coefficients;
    /** The factors that a normalising pass applies: those of training or a packed slot. */
    private float[] applied;
    private Phase phase;
    private boolean frozen;
    private int x;
    private int y;
    /** Its address, or -1 for none. */
    private int residual;
    private int dx;
    private int dy;
    /** Where dy is once the activation's derivative is in it. */
    private int g;
    private boolean accumulate;
    private int dResidual;
    private boolean accumulateResidual;

    /**
     * @param epsilon added to the variance
     * @param momentum the weight of the old running values, 0.9 in PyTorch's default (there written 0.1)
     * @param tail what follows, in place of the layers that would do so; its activation
     *     {@linkplain ActivationKind#rectifies() rectifies} or there is none
     */
    public BatchNormalization(Workspace workspace, Layout x, float epsilon, float momentum, Tail tail) {
        super(workspace);
        this.runs = PixelRuns.of(x);
        this.channels = x.channels();
        this.width = runs.width();
        this.epsilon = epsilon;
        this.momentum = momentum;
        this.tail = Objects.requireNonNull(tail, "tail");
        this.rectifier = Rectifier.of(tail.activation(), tail.alpha());
    }

    /** Prepares a slot for {@link #infer}; gamma and beta may be -1. */
    public void pack(int slot, int gamma, int beta, int mean, int variance) {
        float[] packed = new float[Math.multiplyExact(3, width)];
        running(packed, gamma, beta, mean, variance);
        workspace.packed().set(slot, packed);
    }

    /** Normalises with the running values. x may be y. */
    public void infer(int x, int y, int slot) {
        normalise(x, -1, y, workspace.packed().get(slot));
    }

    /** Normalises with the batch's values and moves the running ones; gamma and beta may be -1. */
    public void forward(int x, int y, int gamma, int beta, int mean, int variance) {
        forward(x, -1, y, gamma, beta, mean, variance);
    }

    /** The same with a residual, unless that is -1. */
    public void forward(int x, int residual, int y, int gamma, int beta, int mean, int variance) {
        allocate();
        this.x = workspace.address(x);
        launch(Phase.STATISTICS);
        moments.combineDeviations(workspace.count());
        double count = count();
        for (int c = 0; c < channels; c++) {
            this.mean[c] = moments.first(c);
            inverseDeviation[c] = 1 / Math.sqrt(moments.second(c) / count + epsilon);
            move(mean + c, this.mean[c]);
            move(variance + c, moments.second(c) / Math.max(1, count - 1));
            factors[c] = (float) this.mean[c];
            factors[width + c] = (float) (gamma(gamma, c) * inverseDeviation[c]);
            factors[2 * width + c] = (float) (beta(beta, c) + (factors[c] - this.mean[c]) * factors[width + c]);
        }
        spread(factors);
        normalise(x, residual, y, factors);
    }

    /** Normalises with the running values and leaves them as they are; gamma and beta may be -1. */
    public void forwardFrozen(int x, int y, int gamma, int beta, int mean, int variance) {
        forwardFrozen(x, -1, y, gamma, beta, mean, variance);
    }

    /** The same with a residual, unless that is -1. */
    public void forwardFrozen(int x, int residual, int y, int gamma, int beta, int mean, int variance) {
        allocateFactors();
        running(factors, gamma, beta, mean, variance);
        normalise(x, residual, y, factors);
    }

    /** Writes y of the last {@link #forward} or {@link #forwardFrozen} once more, with the values found then. */
    public void again(int x, int y) {
        again(x, -1, y);
    }

    /** The same with a residual, unless that is -1. */
    public void again(int x, int residual, int y) {
        normalise(x, residual, y, factors);
    }

    private void normalise(int x, int residual, int y, float[] applied) {
        this.x = workspace.address(x);
        this.residual = residual < 0 ? -1 : workspace.address(residual);
        this.y = workspace.address(y);
        this.applied = applied;
        launch(Phase.NORMALISE);
    }

    /**
     * The gradient of the last {@link #forwardFrozen} with respect to x, which is {@code dy} times a factor. Reads y
     * if there is an activation, and then overwrites dy.
     */
    public void backwardFrozen(int y, int dx, boolean accumulate, int dy, int gamma, int variance) {
        backwardFrozen(y, dx, accumulate, -1, false, dy, gamma, variance);
    }

    /** The same with a residual, whose gradient may be -1, not wanted, like dx. */
    public void backwardFrozen(int y, int dx, boolean accumulate, int dResidual, boolean accumulateResidual, int dy,
            int gamma, int variance) {
        frozen = true;
        gradients(y, dx, accumulate, dResidual, accumulateResidual, dy);
        g = this.dy;
        if (activates() || dResidual >= 0) {
            launch(Phase.FROZEN);
        }
        if (dx >= 0) {
            // Of the general gradient's three terms only that of dy is left, so any tensor may stand in for x.
            this.x = this.dy;
            Arrays.fill(coefficients, 0);
            for (int c = 0; c < channels; c++) {
                coefficients[width + c] = scale(gamma, variance, c);
            }
            spread(coefficients);
            launch(Phase.GRADIENT);
        }
    }

    /** The gradients of the last {@link #forward}: reads x. dx may be -1 (not wanted) or dy, which is overwritten. */
    public void backward(int x, int y, int dx, boolean accumulate, int dy, int gamma, int beta) {
        backward(x, y, dx, accumulate, -1, false, dy, gamma, beta);
    }

    /** The same with a residual, whose gradient may be -1: reads y as well if there is an activation. */
    public void backward(int x, int y, int dx, boolean accumulate, int dResidual, boolean accumulateResidual, int dy,
            int gamma, int beta) {
        frozen = false;
        this.x = workspace.address(x);
        gradients(y, dx, accumulate, dResidual, accumulateResidual, dy);
        // The residual's gradient is the activation's, and that of x is computed from it.
        g = dResidual < 0 || accumulateResidual ? this.dy : this.dResidual;
        launch(Phase.SUMS);
        moments.combineSums(workspace.count());
        double count = count();
        for (int c = 0; c < channels; c++) {
            double sum = moments.first(c);
            // The centre was rounded to float; its error times the sum of dy is taken out again.
            double product = moments.second(c) + (factors[c] - mean[c]) * sum;
            double inverse = inverseDeviation[c];
            double scale = gamma(gamma, c) * inverse;
            double slope = -scale * inverse * inverse * product / count;
            coefficients[c] = factors[c];
            coefficients[width + c] = (float) scale;
            coefficients[2 * width + c] = (float) slope;
            coefficients[3 * width + c] = (float) (-scale * sum / count + slope * (factors[c] - mean[c]));
            coefficients[4 * width + c] = factors[2 * width + c];
            if (gamma >= 0) {
                workspace.gradients()[gamma + c] = (float) (product * inverse);
            }
            if (beta >= 0) {
                workspace.gradients()[beta + c] = (float) sum;
            }
        }
        if (dx >= 0) {
            spread(coefficients);
            launch(Phase.GRADIENT);
        }
    }

    private void gradients(int y, int dx, boolean accumulate, int dResidual, boolean accumulateResidual, int dy) {
        // Without an activation y does not matter.
        this.y = workspace.address(y < 0 ? dy : y);
        this.dx = dx < 0 ? -1 : workspace.address(dx);
        this.accumulate = accumulate;
        this.dResidual = dResidual < 0 ? -1 : workspace.address(dResidual);
        this.accumulateResidual = accumulateResidual;
        this.dy = workspace.address(dy);
    }

    private double count() {
        return (double) runs.pixels() * runs.group() * workspace.count();
    }

    private void move(int at, double value) {
        float[] state = workspace.state();
        state[at] = (float) (momentum * (double) state[at] + (1 - momentum) * value);
    }

    /** The factors of the running values. */
    private void running(float[] factors, int gamma, int beta, int mean, int variance) {
        for (int c = 0; c < channels; c++) {
            factors[c] = workspace.state()[mean + c];
            factors[width + c] = scale(gamma, variance, c);
            factors[2 * width + c] = (float) beta(beta, c);
        }
        spread(factors);
    }

    /** What the running values multiply a channel with. */
    private float scale(int gamma, int variance, int c) {
        return (float) (gamma(gamma, c) / Math.sqrt(workspace.state()[variance + c] + (double) epsilon));
    }

    private double gamma(int gamma, int c) {
        return gamma < 0 ? 1 : workspace.parameters()[gamma + c];
    }

    private double beta(int beta, int c) {
        return beta < 0 ? 0 : workspace.parameters()[beta + c];
    }

    private void spread(float[] rows) {
        for (int row = 0; row < rows.length / width; row++) {
            runs.spread(rows, row);
        }
    }

    private void allocate() {
        allocateFactors();
        if (moments == null) {
            moments = new ChannelMoments(runs, workspace.capacity());
            mean = new double[channels];
            inverseDeviation = new double[channels];
        }
    }

    private void allocateFactors() {
        if (factors == null) {
            factors = new float[3 * width];
            coefficients = new float[5 * width];
        }
    }

    private void launch(Phase phase) {
        this.phase = phase;
        launch(runs.count(workspace.count()), (long) runs.pixels() * workspace.count() * width);
    }

    @Override
    public void run(int unit, int worker) {
        int at = runs.at(unit);
        int n = runs.length(unit, workspace.count());
        switch (phase) {
            case STATISTICS:
                moments.takeDeviations(kernels, arena, x + at, unit, n);
                break;
            case NORMALISE:
                normaliseRun(at, n);
                break;
            case SUMS:
                sumRun(unit, at, n);
                break;
            case FROZEN:
                frozenRun(at, n);
                break;
            default:
                gradientRun(at, n);
        }
    }

    private void normaliseRun(int at, int n) {
        if (residual >= 0) {
            kernels.rectifySum(arena, x + at, arena, residual + at, n, width, applied, 0, rectifier, arena, y + at);
        } else if (activates()) {
            kernels.rectify(arena, x + at, n, width, applied, 0, rectifier, arena, y + at);
        } else {
            kernels.normalise(arena, x + at, n, width, applied, 0, arena, y + at);
        }
    }

    /** The first look at dy: the sums over all pixels, and the residual's gradient. */
    private void sumRun(int run, int at, int n) {
        int floats = n * width;
        float[] sums = moments.partial();
        int sumsAt = moments.sumsAt(run);
        if (tail.residual()) {
            kernels.sumGradients(arena, x + at, arena, y + at, arena, dy + at, n, width, factors, 0, rectifier, arena,
                    g + at, sums, sumsAt);
            if (dResidual >= 0 && accumulateResidual) {
                kernels.addTo(arena, g + at, arena, dResidual + at, floats);
            }
        } else if (activates()) {
            kernels.rectifiedGradients(arena, x + at, arena, dy + at, n, width, factors, 0, rectifier, sums, sumsAt);
        } else {
            kernels.channelGradients(arena, x + at, arena, dy + at, n, width, factors, 0, sums, sumsAt);
        }
    }

    /** The same where the statistics are fixed, so that no sums are needed. */
    private void frozenRun(int at, int n) {
        int floats = n * width;
        kernels.derivative(tail.activation(), tail.alpha(), null, 0, arena, y + at, arena, dy + at, floats);
        if (dResidual >= 0) {
            store(dy + at, dResidual + at, floats, accumulateResidual);
        }
    }

    private void gradientRun(int at, int n) {
        if (!activates() || tail.residual() || frozen) {
            kernels.normaliseGradient(arena, x + at, arena, g + at, n, width, coefficients, 0, accumulate, arena,
                    dx + at);
            return;
        }
        int to = accumulate ? dy : dx;
        kernels.rectifiedGradient(arena, x + at, arena, dy + at, n, width, coefficients, 0, rectifier, arena, to + at);
        if (accumulate) {
            kernels.addTo(arena, dy + at, arena, dx + at, n * width);
        }
    }

    private boolean activates() {
        return tail.activation() != ActivationKind.NONE;
    }
}
