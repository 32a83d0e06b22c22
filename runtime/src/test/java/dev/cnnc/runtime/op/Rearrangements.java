package dev.cnnc.runtime.op;

import dev.cnnc.runtime.op.Subjects.Runner;
import dev.cnnc.runtime.op.Subjects.Subject;
import java.util.List;
import java.util.function.Function;

/** Operations that move, scale or blend numbers, and PReLU. */
final class Rearrangements {
    private Rearrangements() {
    }

    /** On images of this size, at least 3x2x3. */
    static List<Subject> all(Layout x) {
        int height = x.height();
        int width = x.width();
        int channels = x.channels();
        int size = x.imageStride();
        Layout padded = new Layout(height + 3, width + 3, channels);
        Layout cropped = new Layout(height - 2, width - 1, channels);
        return List.of(
                unary("scale", size, size, w -> new Scale(w, -0.3f, size)),
                unary("pad", size, padded.imageStride(), w -> new Pad(w, x, padded, 1, 3)),
                unary("crop", size, cropped.imageStride(), w -> new Crop(w, x, cropped, 2, 0)),
                unary("slice", size, height * width * (channels - 2), w -> new SliceChannels(w, x, 1, channels - 2)),
                unary("transpose", size, size,
                        w -> new Permute(w, new Layout(width, height, channels), channels, width * channels, 1)),
                unary("channels first", size, size,
                        w -> new Permute(w, new Layout(channels, height, width), 1, width * channels, channels)),
                shuffle(x),
                unary("reshape", size, size, w -> new Reshape(w, x, new Layout(channels, height, width))),
                unary("nearest", size, 6 * size, w -> new UpsampleNearest(w, x, 2, 3)),
                unary("bilinear", size, 6 * size, w -> new UpsampleBilinear(w, x, 2, 3, false)),
                unary("bilinear with aligned corners", size, 3 * size, w -> new UpsampleBilinear(w, x, 3, 1, true)),
                prelu(x, false),
                prelu(x, true));
    }

    private static Subject shuffle(Layout x) {
        int groups = 2;
        while (x.channels() % groups != 0) {
            groups++;
        }
        int each = x.channels() / groups;
        Layout order = new Layout(x.pixels(), each, groups);
        return unary("channel shuffle", x.imageStride(), x.imageStride(),
                w -> new Permute(w, order, x.channels(), 1, each));
    }

    private static Subject unary(String name, int in, int out, Function<Workspace, UnaryOperation> make) {
        return new Subject(name, new int[] {in}, out, 0, workspace -> {
            UnaryOperation operation = make.apply(workspace);
            return new Runner() {
                @Override
                public void forward(int[] x, int y) {
                    operation.forward(x[0], y);
                }

                @Override
                public void backward(int[] x, int y, int[] dx, boolean accumulate, int dy) {
                    operation.backward(x[0], y, dx[0], accumulate, dy);
                }
            };
        });
    }

    private static Subject prelu(Layout x, boolean shared) {
        int slopes = shared ? 1 : x.channels();
        return new Subject("prelu with " + slopes + " slopes", new int[] {x.imageStride()}, x.imageStride(), slopes,
                workspace -> {
                    ParametricRelu operation = new ParametricRelu(workspace, x, shared);
                    return new Runner() {
                        @Override
                        public void forward(int[] x, int y) {
                            operation.forward(x[0], y, 0);
                        }

                        @Override
                        public void backward(int[] x, int y, int[] dx, boolean accumulate, int dy) {
                            operation.backward(x[0], y, dx[0], accumulate, dy, 0);
                        }
                    };
                });
    }
}
