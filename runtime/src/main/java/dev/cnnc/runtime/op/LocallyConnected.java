package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Product;
import dev.cnnc.runtime.kernel.ProductKernels;
import java.util.Arrays;

/**
 * A convolution whose weights are not shared: every output pixel has filters of its own. Weights are {@code [height,
 * width, filters, channels, kernelHeight, kernelWidth]} of the output, the bias is {@code [filters, height, width]}.
 *
 * <p>Each output pixel is a small product of its own, of its weights as they lie in the parameters and the patches of
 * some images under the kernel. Weights are met once for each of these chunks of images, and there are more of them
 * than of anything else, so they stay as they are.
 */
public final class LocallyConnected extends Operation {
    private enum Phase { FORWARD, WEIGHTS, INPUT }

    private final ProductKernels products;
    private final Patches patches;
    private final Layout x;
    private final Layout y;
    private final int patch;
    private final int widePatch;
    private final int panel;
    private final int filters;
    private final int positionsPerUnit;
    private final float[] zeros;
    /** Rows are filters, columns images, terms a patch's numbers. */
    private final Product forward;
    /** Rows are filters, columns a patch's numbers, terms images. */
    private final Product weightGradient;
    /** Rows are images, columns a patch's numbers, terms filters. */
    private final Product inputGradient;
    private final Product alignedInputGradient;

    private Phase phase;
    private int xAt;
    private int yAt;
    private float[] weights;
    private int weight;
    private int bias;
    private boolean accumulate;
    private int imagesPerUnit;

    /**
     * @param padTop  rows of zeros above the input; how many are below follows from the shapes
     * @param padLeft columns of zeros on its left
     */
    public LocallyConnected(Workspace workspace, Layout x, Layout y, int kernelHeight, int kernelWidth,
            int strideHeight, int strideWidth, int padTop, int padLeft) {
        super(workspace);
        this.x = x;
        this.y = y;
        products = workspace.kernels().products();
        panel = products.panel();
        patches = new Patches(x, y, kernelHeight, kernelWidth, strideHeight, strideWidth, padTop, padLeft);
        patch = patches.size();
        widePatch = (patch + panel - 1) / panel * panel;
        filters = y.channels();
        positionsPerUnit = perUnit(Math.multiplyExact(filters, patch));
        zeros = new float[panel];
        int[] once = {0};
        forward = new Product(steps(filters, patch), steps(filters, panel), once, once, 1, panel);
        weightGradient =
                new Product(steps(filters, 1), steps(filters, widePatch), once, once, y.imageStride(), widePatch);
        inputGradient = new Product(steps(panel, y.imageStride()), steps(panel, widePatch), once, once, 1, patch);
        alignedInputGradient =
                new Product(inputGradient.aRows(), inputGradient.cRows(), once, once, 1, widePatch);
        workspace.reserveScratch(Math.multiplyExact(panel + filters, widePatch));
    }

    private static int[] steps(int count, int step) {
        int[] steps = new int[count];
        for (int i = 0; i < count; i++) {
            steps[i] = i * step;
        }
        return steps;
    }

    /** Prepares the weights at these places of the parameters for inference; {@code bias} -1 for none. */
    public void pack(int slot, int weight, int bias) {
        int count = y.imageStride() * patch;
        float[] packed = workspace.packed().sized(slot, Math.addExact(count, bias < 0 ? 0 : y.imageStride()));
        System.arraycopy(workspace.parameters(), weight, packed, 0, count);
        if (bias >= 0) {
            System.arraycopy(workspace.parameters(), bias, packed, count, y.imageStride());
        }
    }

    /** With prepared weights. */
    public void infer(int x, int y, int slot) {
        float[] packed = workspace.packed().get(slot);
        int count = this.y.imageStride() * patch;
        set(x, y, packed, 0, packed.length == count ? -1 : count);
        launch(Phase.FORWARD, positionUnits() * chunks(panel));
    }

    /** With the current parameters; {@code bias} -1 for none. */
    public void forward(int x, int y, int weight, int bias) {
        set(x, y, workspace.parameters(), weight, bias);
        launch(Phase.FORWARD, positionUnits() * chunks(panel));
    }

    /** Overwrites the gradients of weight and bias and, unless {@code dx} is -1, writes or adds that of x. */
    public void backward(int x, int y, int dx, boolean accumulate, int dy, int weight, int bias) {
        set(x, dy, workspace.parameters(), weight, bias);
        launch(Phase.WEIGHTS, positionUnits());
        if (dx >= 0) {
            set(dx, dy, workspace.parameters(), weight, bias);
            this.accumulate = accumulate;
            int threads = workspace.workers().threads();
            imagesPerUnit = Math.min(panel, (workspace.count() + threads - 1) / threads);
            launch(Phase.INPUT, chunks(imagesPerUnit));
        }
    }

    private void set(int x, int y, float[] weights, int weight, int bias) {
        xAt = workspace.address(x);
        yAt = workspace.address(y);
        this.weights = weights;
        this.weight = weight;
        this.bias = bias;
    }

    private int positionUnits() {
        return (y.pixels() + positionsPerUnit - 1) / positionsPerUnit;
    }

    private int chunks(int images) {
        return (workspace.count() + images - 1) / images;
    }

    private void launch(Phase phase, int units) {
        this.phase = phase;
        launch(units, (long) y.imageStride() * patch);
    }

    @Override
    public void run(int unit, int worker) {
        float[] scratch = workspace.scratch(worker);
        if (phase == Phase.INPUT) {
            int first = unit * imagesPerUnit;
            inputGradient(first, Math.min(imagesPerUnit, workspace.count() - first), scratch);
            return;
        }
        int units = positionUnits();
        int from = unit % units * positionsPerUnit;
        int to = Math.min(from + positionsPerUnit, y.pixels());
        for (int position = from; position < to; position++) {
            if (phase == Phase.FORWARD) {
                int first = unit / units * panel;
                forward(position, first, Math.min(panel, workspace.count() - first), scratch);
            } else {
                weightGradient(position, scratch);
            }
        }
    }

    /** Where the weights of an output pixel begin. */
    private int begin(int position) {
        return weight + position * filters * patch;
    }

    private void forward(int position, int first, int images, float[] scratch) {
        int results = widePatch * panel;
        for (int i = 0; i < images; i++) {
            patches.gather(position, arena, xAt + (first + i) * x.imageStride(), scratch, i, panel);
        }
        products.multiply(forward, 1, patch, 0, filters, images, weights, begin(position), scratch, 0, zeros, 0, false,
                scratch, results);
        for (int i = 0; i < images; i++) {
            int to = yAt + (first + i) * y.imageStride() + position * filters;
            for (int f = 0; f < filters; f++) {
                float start = bias < 0 ? 0 : weights[bias + f * y.pixels() + position];
                arena[to + f] = scratch[results + f * panel + i] + start;
            }
        }
    }

    private void weightGradient(int position, float[] scratch) {
        int sums = panel * widePatch;
        int at = yAt + position * filters;
        for (int first = 0; first < workspace.count(); first += panel) {
            int images = Math.min(panel, workspace.count() - first);
            for (int i = 0; i < images; i++) {
                patches.gather(position, arena, xAt + (first + i) * x.imageStride(), scratch, i * widePatch, 1);
            }
            boolean more = first > 0;
            for (int column = 0; column < patch; column += panel) {
                products.multiply(weightGradient, 1, images, 0, filters, Math.min(panel, patch - column), arena,
                        at + first * y.imageStride(), scratch, column, more ? scratch : zeros,
                        more ? sums + column : 0, more, scratch, sums + column);
            }
        }
        float[] gradients = workspace.gradients();
        for (int f = 0; f < filters; f++) {
            System.arraycopy(scratch, sums + f * widePatch, gradients, begin(position) + f * patch, patch);
        }
        if (bias >= 0) {
            biasGradient(position, at);
        }
    }

    private void biasGradient(int position, int at) {
        for (int f = 0; f < filters; f++) {
            double sum = 0;
            for (int image = 0; image < workspace.count(); image++) {
                sum += arena[at + image * y.imageStride() + f];
            }
            workspace.gradients()[bias + f * y.pixels() + position] = (float) sum;
        }
    }

    private void inputGradient(int first, int images, float[] scratch) {
        int results = filters * widePatch;
        int to = xAt + first * x.imageStride();
        if (!accumulate) {
            Arrays.fill(arena, to, to + images * x.imageStride(), 0);
        }
        for (int position = 0; position < y.pixels(); position++) {
            float[] b = weights;
            int b0 = begin(position);
            Product product = inputGradient;
            // A panel reads beyond the last weight; at the end of the parameters there is nothing.
            if (b0 + (filters - 1) * patch + widePatch > b.length) {
                for (int f = 0; f < filters; f++) {
                    System.arraycopy(b, b0 + f * patch, scratch, f * widePatch, patch);
                }
                b = scratch;
                b0 = 0;
                product = alignedInputGradient;
            }
            for (int column = 0; column < patch; column += panel) {
                products.multiply(product, 1, filters, 0, images, Math.min(panel, patch - column), arena,
                        yAt + first * y.imageStride() + position * filters, b, b0 + column, zeros, 0, false,
                        scratch, results + column);
            }
            for (int i = 0; i < images; i++) {
                patches.scatter(position, scratch, results + i * widePatch, arena, to + i * x.imageStride());
            }
        }
    }
}
