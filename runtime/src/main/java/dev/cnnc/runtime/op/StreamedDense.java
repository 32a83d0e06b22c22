package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Product;
import dev.cnnc.runtime.kernel.ProductKernels;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;

/**
 * A training step of a dense layer with so many weights that they come from the memory: the three products read or
 * write them where they are, {@code [outputs, inputs]}, once each, and nothing is packed but the images.
 *
 * <p>Forward, a row of the product is an output and its columns are images. Backward, a row of {@code dx = dy W} is an
 * image and a row of {@code dW = dy^T x} an output, and the columns of both are inputs.
 */
final class StreamedDense {
    /** Fewer weights than this stay in the caches, packed. */
    private static final long LEAST_WEIGHTS = 1 << 20;
    /** Outputs of a unit of work: the rows of the largest register tile. */
    private static final int OUTPUTS = 14;
    /** Rows that begin a multiple of 4 KB apart share a set of the first-level cache, which has twelve places. */
    private static final int ALIAS = 1024;
    private static final int OUTPUTS_OF_ALIASES = 8;
    /** Inputs of a unit of work, transposing the images or computing their gradient: 2 KB of every row. */
    private static final int INPUTS = 512;
    /** Rows of weights between which the gradient of some inputs is put back: their pages stay known. */
    private static final int TERMS = 256;

    private final Workspace workspace;
    private final ProductKernels kernels;
    private final Tail tail;
    private final int inputs;
    private final int outputs;
    private final int panel;
    private final int together;
    private final float[] zeros;
    private final Product forward;
    private final Product inputGradient;
    private final Product weightGradient;
    private final TailGradient tailGradient;
    private final BiasGradient biasGradient;
    private final WorkerPool.Task transposeTask = this::transpose;
    private final WorkerPool.Task forwardTask = this::forward;
    private final WorkerPool.Task inputTask = this::inputGradient;
    private final WorkerPool.Task weightTask = this::weightGradient;

    private float[] images;
    private int x;
    private int y;
    private int dx;
    private int dy;
    private int weight;
    private int bias;
    private boolean accumulate;

    StreamedDense(Workspace workspace, int inputs, int outputs, Tail tail) {
        this.workspace = workspace;
        this.tail = tail;
        this.inputs = inputs;
        this.outputs = outputs;
        kernels = workspace.kernels().products();
        panel = kernels.panel();
        together = inputs % ALIAS == 0 ? OUTPUTS_OF_ALIASES : OUTPUTS;
        zeros = new float[panel];
        int[] one = new int[1];
        int[] byImageX = multiples(workspace.capacity(), inputs);
        forward = new Product(multiples(together, inputs), multiples(together, panel), one, one, 1, panel);
        inputGradient = new Product(multiples(workspace.capacity(), outputs), byImageX, one, one, 1, inputs);
        weightGradient = new Product(multiples(OUTPUTS, 1), multiples(OUTPUTS, inputs), one, one, outputs, inputs);
        tailGradient = new TailGradient(workspace, tail);
        biasGradient = new BiasGradient(workspace, Layout.vector(outputs));
        workspace.reserveScratch(OUTPUTS * panel);
    }

    /** Whether it can compute the layer, whose rows must be whole panels, and takes less time than packing does. */
    static boolean pays(Workspace workspace, int inputs, int outputs) {
        return (long) inputs * outputs >= LEAST_WEIGHTS && inputs % workspace.kernels().products().panel() == 0;
    }

    private static int[] multiples(int count, int of) {
        int[] result = new int[count];
        for (int i = 0; i < count; i++) {
            result[i] = Math.multiplyExact(i, of);
        }
        return result;
    }

    /** See {@link ProductOperation#forward}. */
    void forward(int x, int y, int weight, int bias) {
        this.x = workspace.address(x);
        this.y = workspace.address(y);
        this.weight = weight;
        this.bias = bias;
        images = workspace.packing(Math.addExact(Math.multiplyExact(groups() * panel, inputs), panel));
        workspace.workers().run(transposeTask, groups() * units(inputs, INPUTS));
        workspace.workers().run(forwardTask, units(outputs, together));
        int n = workspace.count() * outputs;
        workspace.kernels().elements().activate(tail.activation(), tail.alpha(), workspace.arena(), this.y, n);
    }

    /** See {@link ProductOperation#backward}. */
    void backward(int x, int y, int dx, boolean accumulate, int dy, int weight, int bias) {
        applyTail(y, dy);
        this.x = workspace.address(x);
        this.weight = weight;
        if (bias >= 0) {
            biasGradient.compute(this.dy, bias);
        }
        workspace.workers().run(weightTask, units(outputs, OUTPUTS));
        inputGradient(dx, accumulate);
    }

    /** See {@link ProductOperation#backwardFrozen}. */
    void backwardFrozen(int y, int dx, boolean accumulate, int dy, int weight) {
        applyTail(y, dy);
        this.weight = weight;
        inputGradient(dx, accumulate);
    }

    private void applyTail(int y, int dy) {
        this.dy = workspace.address(dy);
        tailGradient.applyTogether(workspace.address(y), this.dy, workspace.count() * outputs);
    }

    private void inputGradient(int dx, boolean accumulate) {
        if (dx >= 0) {
            this.dx = workspace.address(dx);
            this.accumulate = accumulate;
            workspace.workers().run(inputTask, units(inputs, INPUTS));
        }
    }

    private static int units(int count, int of) {
        return (count + of - 1) / of;
    }

    /** Groups of as many images as a panel has columns. */
    private int groups() {
        return units(workspace.count(), panel);
    }

    private int imagesOf(int group) {
        return Math.min(panel, workspace.count() - group * panel);
    }

    /** Some inputs of a group of images, one input of all of them after another. */
    private void transpose(int unit, int worker) {
        int group = unit / units(inputs, INPUTS);
        int first = unit % units(inputs, INPUTS) * INPUTS;
        int last = Math.min(inputs, first + INPUTS);
        int to = group * panel * inputs;
        int columns = imagesOf(group);
        if (columns < panel) {
            Arrays.fill(images, to + first * panel, to + last * panel, 0);
        }
        for (int image = 0; image < columns; image++) {
            int from = x + (group * panel + image) * inputs;
            for (int input = first; input < last; input++) {
                images[to + input * panel + image] = workspace.arena()[from + input];
            }
        }
    }

    private void forward(int unit, int worker) {
        float[] scratch = workspace.scratch(worker);
        int first = unit * together;
        int rows = Math.min(together, outputs - first);
        for (int group = 0; group < groups(); group++) {
            int columns = imagesOf(group);
            kernels.multiply(forward, 1, inputs, 0, rows, columns, workspace.parameters(), weight + first * inputs,
                    images, group * panel * inputs, zeros, 0, false, scratch, 0);
            for (int image = 0; image < columns; image++) {
                int to = y + (group * panel + image) * outputs + first;
                for (int row = 0; row < rows; row++) {
                    float start = bias < 0 ? 0 : workspace.parameters()[bias + first + row];
                    workspace.arena()[to + row] = scratch[row * panel + image] + start;
                }
            }
        }
    }

    private void inputGradient(int unit, int worker) {
        int first = unit * INPUTS;
        int last = Math.min(inputs, first + INPUTS);
        float[] arena = workspace.arena();
        for (int term = 0; term < outputs; term += TERMS) {
            int length = Math.min(TERMS, outputs - term);
            boolean more = accumulate || term > 0;
            for (int input = first; input < last; input += panel) {
                kernels.multiply(inputGradient, 1, length, 0, workspace.count(), panel, arena, dy + term,
                        workspace.parameters(), weight + term * inputs + input, more ? arena : zeros,
                        more ? dx + input : 0, more, arena, dx + input);
            }
        }
    }

    private void weightGradient(int unit, int worker) {
        int first = unit * OUTPUTS;
        int rows = Math.min(OUTPUTS, outputs - first);
        for (int input = 0; input < inputs; input += panel) {
            kernels.multiply(weightGradient, 1, workspace.count(), 0, rows, panel, workspace.arena(), dy + first,
                    workspace.arena(), x + input, zeros, 0, false, workspace.gradients(),
                    weight + first * inputs + input);
        }
    }
}
