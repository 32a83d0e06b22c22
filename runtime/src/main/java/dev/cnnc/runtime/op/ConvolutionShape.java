package dev.cnnc.runtime.op;

import java.util.ArrayList;
import java.util.List;

/** The sizes of a convolution. */
record ConvolutionShape(Layout x, Layout y, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth,
        int padTop, int padLeft, int dilationHeight, int dilationWidth, int groups) {
    ConvolutionShape {
        if (groups < 1 || x.channels() % groups != 0 || y.channels() % groups != 0) {
            throw new IllegalArgumentException(
                    x.channels() + " channels and " + y.channels() + " filters in " + groups + " groups");
        }
    }

    /**
     * With so many neighbouring output pixels of a row taken as one, their filters side by side, under a kernel as wide
     * as all of theirs; their number divides the row.
     */
    ConvolutionShape withPixels(int pixels) {
        return pixels == 1 ? this
                : new ConvolutionShape(x, new Layout(y.height(), y.width() / pixels, y.channels() * pixels),
                        kernelHeight, kernelWidth + (pixels - 1) * strideWidth, strideHeight, strideWidth * pixels,
                        padTop, padLeft, dilationHeight, dilationWidth, groups);
    }

    /** Elements of the kernel. */
    int taps() {
        return kernelHeight * kernelWidth;
    }

    /** Input channels of one group. */
    int channels() {
        return x.channels() / groups;
    }

    /** Filters of one group. */
    int filters() {
        return y.channels() / groups;
    }

    /** The zeros around the input that the kernel reaches. */
    Border border() {
        int height = (y.height() - 1) * strideHeight + (kernelHeight - 1) * dilationHeight + 1;
        int width = (y.width() - 1) * strideWidth + (kernelWidth - 1) * dilationWidth + 1;
        return new Border(x, padTop, padLeft, Math.max(height, padTop + x.height()), Math.max(width, padLeft
                + x.width()));
    }

    /** The convolution as one grid of output pixels. */
    SlidingProduct.Part forwardPart() {
        return new SlidingProduct.Part(
                Taps.forward(kernelHeight, kernelWidth, padTop, padLeft, dilationHeight, dilationWidth),
                new SlidingGrid.Place(y.height(), y.width(), 1, 1, 0, 0));
    }

    /** The gradient of its input as a grid of input pixels for every phase of the stride. */
    List<SlidingProduct.Part> backwardParts() {
        List<SlidingProduct.Part> parts = new ArrayList<>();
        for (int row = 0; row < Math.min(strideHeight, x.height()); row++) {
            for (int column = 0; column < Math.min(strideWidth, x.width()); column++) {
                Taps taps = Taps.backward(kernelHeight, kernelWidth, strideHeight, strideWidth, padTop, padLeft,
                        dilationHeight, dilationWidth, row, column);
                int height = (x.height() - row + strideHeight - 1) / strideHeight;
                int width = (x.width() - column + strideWidth - 1) / strideWidth;
                parts.add(new SlidingProduct.Part(taps,
                        new SlidingGrid.Place(height, width, strideHeight, strideWidth, row, column)));
            }
        }
        return parts;
    }
}
