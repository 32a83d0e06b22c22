package dev.cnnc.runtime.kernel;

/**
 * The one-dimensional transforms of Winograd's convolution with a kernel of three taps; A. Lavin, S. Gray, "Fast
 * algorithms for convolutional neural networks" (arXiv:1509.09308), with the points 0, 1, -1 and, for a tile of four
 * outputs, 2 and -2. A tile of {@code m} outputs is computed from {@code m + 2} inputs.
 *
 * <p>A call transforms {@code count} runs of {@code n} neighbours, each neighbour by itself: number k of the input is
 * found {@code k * xStep} floats further on, and the next run {@code xNext} floats further on; likewise for y. Runs
 * are read and written in whole vectors: up to {@link ProductKernels#lanes()} - 1 floats behind them are touched. y may
 * be x itself where steps are equal.
 */
public abstract class WinogradKernels {
    /** Outputs of a tile: 2 or 4; the next argument everywhere is where the first number of the first run is. */
    public static final int[] TILES = {2, 4};

    /** From {@code tile + 2} inputs to as many factors of the products. */
    public abstract void input(int tile, float[] x, int x0, int xStep, int xNext, float[] y, int y0, int yStep,
            int yNext, int n, int count);

    /** From {@code tile + 2} products to {@code tile} outputs. */
    public abstract void output(int tile, float[] x, int x0, int xStep, int xNext, float[] y, int y0, int yStep,
            int yNext, int n, int count);

    /** As {@link #output}; results below {@code low} become {@code low}. */
    public abstract void outputAbove(int tile, float low, float[] x, int x0, int xStep, int xNext, float[] y, int y0,
            int yStep, int yNext, int n, int count);

    /** As {@link #outputAbove}, with {@code y[add + i]} added to what is written to {@code y[i]} before the bound. */
    public abstract void outputAdded(int tile, float low, int add, float[] x, int x0, int xStep, int xNext, float[] y,
            int y0, int yStep, int yNext, int n, int count);
}
