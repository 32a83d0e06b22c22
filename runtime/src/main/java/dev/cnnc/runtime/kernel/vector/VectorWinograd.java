package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.Lanes.*;

import dev.cnnc.runtime.kernel.WinogradKernels;
import jdk.incubator.vector.FloatVector;

/**
 * Winograd's transforms, a vector of channels or filters at a time, both dimensions in one go.
 *
 * <p>Sums and differences are written as fused multiplications with 1 and -1, which cost the same and round the same:
 * depending on what was compiled before, C2 on JDK 17 leaves the result of {@code add}, and that of {@code max}, on the
 * heap, and never that of {@code fma}. For the same reason activations are applied behind them.
 */
public final class VectorWinograd extends WinogradKernels {
    @Override
    public void input(int tile, float[] x, int x0, int xRow, int xColumn, int xNext, float[] y, int y0, int plane,
            int yNext, int n, int count) {
        if (tile == 4) {
            Winograd4Input.transform(x, x0, xRow, xColumn, xNext, y, y0, plane, yNext, n, count);
        } else {
            Winograd2Input.transform(x, x0, xRow, xColumn, xNext, y, y0, plane, yNext, n, count);
        }
    }

    @Override
    public void output(int tile, float[] x, int x0, int plane, int xNext, float[] y, int y0, int yRow,
            int yColumn, int yNext, int n, int count) {
        if (tile == 4) {
            Winograd4Output.transform(x, x0, plane, xNext, y, y0, yRow, yColumn, yNext, n, count);
        } else {
            Winograd2Output.transform(x, x0, plane, xNext, y, y0, yRow, yColumn, yNext, n, count);
        }
    }

    @Override
    public void outputAdded(int tile, int add, float[] x, int x0, int plane, int xNext, float[] y, int y0,
            int yRow, int yColumn, int yNext, int n, int count) {
        if (tile == 4) {
            Winograd4Output.added(add, x, x0, plane, xNext, y, y0, yRow, yColumn, yNext, n, count);
        } else {
            Winograd2Output.added(add, x, x0, plane, xNext, y, y0, yRow, yColumn, yNext, n, count);
        }
    }

    @Override
    public void combine(float a, float b, float c, float[] x, int first, int step, float[] to, int at, int n) {
        FloatVector as = FloatVector.broadcast(FLOATS, a);
        FloatVector bs = FloatVector.broadcast(FLOATS, b);
        FloatVector cs = FloatVector.broadcast(FLOATS, c);
        int i = 0;
        do {
            FloatVector.fromArray(FLOATS, x, first + i).fma(as,
                    FloatVector.fromArray(FLOATS, x, first + step + i).fma(bs,
                            FloatVector.fromArray(FLOATS, x, first + 2 * step + i).mul(cs))).intoArray(to, at + i);
            i += LANES;
        } while (i < n);
    }

    @Override
    public void largest(float[] x, int x0, int xRow, int xColumn, float[] y, int y0, int yRow, int yColumn, int rows,
            int columns, int n) {
        LargestOfFour.pool(x, x0, xRow, xColumn, y, y0, yRow, yColumn, rows, columns, n);
    }
}
