package dev.cnnc.runtime.kernel.vector;

import dev.cnnc.runtime.kernel.WinogradKernels;

/**
 * Winograd's transforms, a vector of neighbours at a time. Each is in one dimension, so that its numbers fit into the
 * registers and a method stays small enough for the JIT compilers; the second dimension is a second call, whose data
 * the first has left in the nearest cache.
 */
public final class VectorWinograd extends WinogradKernels {
    @Override
    public void input(int tile, float[] x, int x0, int xStep, int xNext, float[] y, int y0, int yStep, int yNext,
            int n, int count) {
        if (tile == 4) {
            FourOutputs.input(x, x0, xStep, xNext, y, y0, yStep, yNext, n, count);
        } else {
            TwoOutputs.input(x, x0, xStep, xNext, y, y0, yStep, yNext, n, count);
        }
    }

    @Override
    public void output(int tile, float[] x, int x0, int xStep, int xNext, float[] y, int y0, int yStep, int yNext,
            int n, int count) {
        if (tile == 4) {
            FourOutputs.output(x, x0, xStep, xNext, y, y0, yStep, yNext, n, count);
        } else {
            TwoOutputs.output(x, x0, xStep, xNext, y, y0, yStep, yNext, n, count);
        }
    }

    @Override
    public void outputAbove(int tile, float low, float[] x, int x0, int xStep, int xNext, float[] y, int y0, int yStep,
            int yNext, int n, int count) {
        if (tile == 4) {
            FourOutputs.outputAbove(low, x, x0, xStep, xNext, y, y0, yStep, yNext, n, count);
        } else {
            TwoOutputs.outputAbove(low, x, x0, xStep, xNext, y, y0, yStep, yNext, n, count);
        }
    }

    @Override
    public void outputAdded(int tile, float low, int add, float[] x, int x0, int xStep, int xNext, float[] y, int y0,
            int yStep, int yNext, int n, int count) {
        if (tile == 4) {
            FourOutputs.outputAdded(low, add, x, x0, xStep, xNext, y, y0, yStep, yNext, n, count);
        } else {
            TwoOutputs.outputAdded(low, add, x, x0, xStep, xNext, y, y0, yStep, yNext, n, count);
        }
    }
}
