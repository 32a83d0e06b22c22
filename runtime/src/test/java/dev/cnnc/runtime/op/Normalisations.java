package dev.cnnc.runtime.op;

import dev.cnnc.runtime.op.Subjects.Runner;
import dev.cnnc.runtime.op.Subjects.Subject;
import java.util.List;
import java.util.function.Function;

/** Normalisations within an image, dropout in its other forms, and pooling to a given size. */
final class Normalisations {
    private Normalisations() {
    }

    /** On images of this size, at least 3x2x3. */
    static List<Subject> all(Layout x) {
        int channels = x.channels();
        int groups = channels % 2 == 0 ? 2 : 1;
        return List.of(
                unary("local response", x, x, w -> new LocalResponseNormalization(w, x, 3, 0.02f, 0.75f, 1)),
                unary("local response of even size", x, x,
                        w -> new LocalResponseNormalization(w, x, 4, 0.02f, 0.5f, 2)),
                unary("local response over all", x, x,
                        w -> new LocalResponseNormalization(w, x, 2 * channels + 1, 0.01f, 1, 2)),
                groups("group norm", x, groups, true),
                groups("group norm without parameters", x, groups, false),
                groups("instance norm", x, channels, true),
                layers("layer norm", x, true),
                layers("layer norm without parameters", x, false),
                unary("spatial dropout", x, x, w -> new SpatialDropout(w, x, 0.4f, 3)),
                unary("stochastic depth", x, x, w -> new StochasticDepth(w, x.imageStride(), 0.4f, 5)),
                adaptive(x, 2, 3),
                adaptive(x, x.height() + 1, x.width()),
                adaptive(x, 1, 1));
    }

    private static Subject adaptive(Layout x, int height, int width) {
        Layout y = new Layout(height, width, x.channels());
        return unary("adaptive average pool " + height + "x" + width, x, y, w -> new AdaptiveAvgPool(w, x, y));
    }

    private static Subject unary(String name, Layout x, Layout y, Function<Workspace, UnaryOperation> make) {
        return new Subject(name, new int[] {x.imageStride()}, y.imageStride(), 0, w -> {
            UnaryOperation operation = make.apply(w);
            return new Runner() {
                @Override
                public void forward(int[] a, int out) {
                    operation.forward(a[0], out);
                }

                @Override
                public void backward(int[] a, int out, int[] dx, boolean accumulate, int dy) {
                    operation.backward(a[0], out, dx[0], accumulate, dy);
                }
            };
        });
    }

    private static Subject groups(String name, Layout x, int groups, boolean affine) {
        int gamma = affine ? 0 : -1;
        int beta = affine ? x.channels() : -1;
        return new Subject(name, new int[] {x.imageStride()}, x.imageStride(), 2 * x.channels(), w -> {
            GroupNormalization norm = new GroupNormalization(w, x, groups, 0.01f);
            return new Runner() {
                @Override
                public void forward(int[] a, int out) {
                    norm.forward(a[0], out, gamma, beta);
                }

                @Override
                public void backward(int[] a, int out, int[] dx, boolean accumulate, int dy) {
                    norm.backward(a[0], out, dx[0], accumulate, dy, gamma, beta);
                }
            };
        });
    }

    private static Subject layers(String name, Layout x, boolean affine) {
        int gamma = affine ? 0 : -1;
        int beta = affine ? x.channels() : -1;
        return new Subject(name, new int[] {x.imageStride()}, x.imageStride(), 2 * x.channels(), w -> {
            LayerNormalization norm = new LayerNormalization(w, x, 0.01f);
            return new Runner() {
                @Override
                public void forward(int[] a, int out) {
                    norm.forward(a[0], out, gamma, beta);
                }

                @Override
                public void backward(int[] a, int out, int[] dx, boolean accumulate, int dy) {
                    norm.backward(a[0], out, dx[0], accumulate, dy, gamma, beta);
                }
            };
        });
    }
}
