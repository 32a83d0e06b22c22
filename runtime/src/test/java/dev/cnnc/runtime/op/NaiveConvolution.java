package dev.cnnc.runtime.op;

/** Convolution by its definition, in double precision; depthwise is as many groups as channels. */
record NaiveConvolution(int images, Layout x, Layout y, int kernelHeight, int kernelWidth, int strideHeight,
        int strideWidth, int padTop, int padLeft, int dilationHeight, int dilationWidth, int groups) {
    /** What is done with every pair of a weight and an input that meet in an output. */
    private interface Visit {
        void at(int y, int x, int w);
    }

    int weights() {
        return y.channels() * (x.channels() / groups) * kernelHeight * kernelWidth;
    }

    double[] forward(double[] input, double[] weight, double[] bias) {
        double[] out = new double[images * y.imageStride()];
        for (int i = 0; i < out.length; i++) {
            out[i] = bias == null ? 0 : bias[i % y.channels()];
        }
        visit((to, from, w) -> out[to] += input[from] * weight[w]);
        return out;
    }

    double[] inputGradient(double[] dy, double[] weight) {
        double[] dx = new double[images * x.imageStride()];
        visit((from, to, w) -> dx[to] += dy[from] * weight[w]);
        return dx;
    }

    double[] weightGradient(double[] dy, double[] input) {
        double[] dw = new double[weights()];
        visit((from, at, w) -> dw[w] += dy[from] * input[at]);
        return dw;
    }

    double[] biasGradient(double[] dy) {
        double[] db = new double[y.channels()];
        for (int i = 0; i < dy.length; i++) {
            db[i % y.channels()] += dy[i];
        }
        return db;
    }

    private void visit(Visit visit) {
        int channels = x.channels() / groups;
        int filters = y.channels() / groups;
        for (int n = 0; n < images; n++) {
            for (int oy = 0; oy < y.height(); oy++) {
                for (int ox = 0; ox < y.width(); ox++) {
                    for (int f = 0; f < y.channels(); f++) {
                        int to = n * y.imageStride() + oy * y.rowStride() + ox * y.channels() + f;
                        for (int ky = 0; ky < kernelHeight; ky++) {
                            int iy = oy * strideHeight - padTop + ky * dilationHeight;
                            for (int kx = 0; kx < kernelWidth; kx++) {
                                int ix = ox * strideWidth - padLeft + kx * dilationWidth;
                                if (iy < 0 || iy >= x.height() || ix < 0 || ix >= x.width()) {
                                    continue;
                                }
                                int from = n * x.imageStride() + iy * x.rowStride() + ix * x.channels()
                                        + f / filters * channels;
                                for (int c = 0; c < channels; c++) {
                                    visit.at(to, from + c, ((f * channels + c) * kernelHeight + ky) * kernelWidth + kx);
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
