package dev.cnnc.runtime.op;

import java.util.Arrays;

/**
 * A larger image, whose pixels are blended from the four of the smaller one around their place. Rows are blended first,
 * then columns.
 *
 * <p>A pixel's place is that of its centre, {@code (i + 0.5) / factor - 0.5}, held within the image; or with
 * {@code alignCorners} the corners' centres lie upon each other, {@code i * (in - 1) / (out - 1)}. Both as in PyTorch.
 */
public final class UpsampleBilinear extends UnaryOperation {
    private final Layout in;
    private final Layout out;
    private final Axis rows;
    private final Axis columns;

    public UpsampleBilinear(Workspace workspace, Layout x, int factorHeight, int factorWidth, boolean alignCorners) {
        super(workspace);
        in = x;
        out = new Layout(Math.multiplyExact(x.height(), factorHeight), Math.multiplyExact(x.width(), factorWidth),
                x.channels());
        rows = Axis.of(in.height(), out.height(), alignCorners);
        columns = Axis.of(in.width(), out.width(), alignCorners);
        workspace.reserveScratch(in.rowStride());
    }

    /**
     * For every row or column of the larger image: the two of the smaller one and their shares.
     *
     * @param share of the second; the first has the rest
     */
    private record Axis(int[] first, int[] second, float[] share) {
        static Axis of(int in, int out, boolean alignCorners) {
            Axis axis = new Axis(new int[out], new int[out], new float[out]);
            for (int i = 0; i < out; i++) {
                double place = alignCorners ? (out == 1 ? 0 : (double) i * (in - 1) / (out - 1))
                        : Math.max(0, (i + 0.5) * in / out - 0.5);
                int first = Math.min((int) place, in - 1);
                axis.first[i] = first;
                axis.second[i] = Math.min(first + 1, in - 1);
                axis.share[i] = (float) (place - first);
            }
            return axis;
        }
    }

    @Override
    void launch() {
        int images = workspace.count();
        long floats = (long) images * out.imageStride();
        // Several rows of dy add to one of dx.
        launch(backward ? images : units(images * out.height(), out.rowStride()), floats);
    }

    @Override
    public void run(int unit, int worker) {
        float[] blended = workspace.scratch(worker);
        if (backward) {
            backwardImage(unit, blended);
            return;
        }
        int perUnit = perUnit(out.rowStride());
        int to = Math.min((unit + 1) * perUnit, workspace.count() * out.height());
        for (int row = unit * perUnit; row < to; row++) {
            forwardRow(row / out.height(), row % out.height(), blended);
        }
    }

    private void forwardRow(int image, int row, float[] blended) {
        int stride = in.rowStride();
        int channels = in.channels();
        int from = x + image * in.imageStride();
        float share = rows.share[row];
        kernels.scale(arena, from + rows.first[row] * stride, 1 - share, blended, 0, stride);
        kernels.scaleAdd(arena, from + rows.second[row] * stride, share, blended, 0, stride);
        int at = y + image * out.imageStride() + row * out.rowStride();
        for (int column = 0; column < out.width(); column++) {
            float right = columns.share[column];
            kernels.scale(blended, columns.first[column] * channels, 1 - right, arena, at, channels);
            kernels.scaleAdd(blended, columns.second[column] * channels, right, arena, at, channels);
            at += channels;
        }
    }

    private void backwardImage(int image, float[] blended) {
        int stride = in.rowStride();
        int channels = in.channels();
        int to = dx + image * in.imageStride();
        if (!accumulate) {
            Arrays.fill(arena, to, to + in.imageStride(), 0);
        }
        int at = dy + image * out.imageStride();
        for (int row = 0; row < out.height(); row++) {
            Arrays.fill(blended, 0, stride, 0);
            for (int column = 0; column < out.width(); column++) {
                float right = columns.share[column];
                kernels.scaleAdd(arena, at, 1 - right, blended, columns.first[column] * channels, channels);
                kernels.scaleAdd(arena, at, right, blended, columns.second[column] * channels, channels);
                at += channels;
            }
            float share = rows.share[row];
            kernels.scaleAdd(blended, 0, 1 - share, arena, to + rows.first[row] * stride, stride);
            kernels.scaleAdd(blended, 0, share, arena, to + rows.second[row] * stride, stride);
        }
    }
}
