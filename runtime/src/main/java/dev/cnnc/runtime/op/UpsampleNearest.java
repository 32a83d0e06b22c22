package dev.cnnc.runtime.op;

/** Every pixel as a block of equal pixels. */
public final class UpsampleNearest extends ElementwiseOperation {
    private final int width;
    private final int channels;
    private final int factorHeight;
    private final int factorWidth;
    private final int rowStride;
    private final int wideRowStride;

    /**
     * @param factorHeight rows of a block
     * @param factorWidth  its columns
     */
    public UpsampleNearest(Workspace workspace, Layout x, int factorHeight, int factorWidth) {
        super(workspace, Math.multiplyExact(x.rowStride(), Math.multiplyExact(factorHeight, factorWidth)), x.height());
        this.width = x.width();
        this.channels = x.channels();
        this.factorHeight = requirePositive(factorHeight, "a factor");
        this.factorWidth = requirePositive(factorWidth, "a factor");
        this.rowStride = x.rowStride();
        this.wideRowStride = x.rowStride() * factorWidth;
    }

    @Override
    void forwardRows(int from, int rows) {
        for (int row = from; row < from + rows; row++) {
            int in = x + row * rowStride;
            int first = y + row * factorHeight * wideRowStride;
            int out = first;
            for (int column = 0; column < width; column++) {
                for (int copy = 0; copy < factorWidth; copy++) {
                    System.arraycopy(arena, in, arena, out, channels);
                    out += channels;
                }
                in += channels;
            }
            for (int copy = 1; copy < factorHeight; copy++) {
                System.arraycopy(arena, first, arena, first + copy * wideRowStride, wideRowStride);
            }
        }
    }

    @Override
    void backwardRows(int from, int rows) {
        for (int row = from; row < from + rows; row++) {
            for (int column = 0; column < width; column++) {
                int out = dx + row * rowStride + column * channels;
                int in = dy + row * factorHeight * wideRowStride + column * factorWidth * channels;
                store(in, out, channels, accumulate);
                for (int copy = 1; copy < factorHeight * factorWidth; copy++) {
                    int at = in + copy / factorWidth * wideRowStride + copy % factorWidth * channels;
                    kernels.addTo(arena, at, arena, out, channels);
                }
            }
        }
    }
}
