package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Pooling of random shapes against the definition, written down in the plainest way in double precision. */
class NaivePoolTest {
    /** One random pooling layer. */
    private record Shape(Layout x, Layout y, int[] kernel, int[] stride, int[] begin, int[] end) {
        static Shape random(Random random) {
            int[] kernel = {1 + random.nextInt(4), 1 + random.nextInt(4)};
            int[] stride = {1 + random.nextInt(4), 1 + random.nextInt(4)};
            int[] begin = {random.nextInt(kernel[0]), random.nextInt(kernel[1])};
            int[] end = {random.nextInt(kernel[0]), random.nextInt(kernel[1])};
            int[] in = {1 + random.nextInt(20), 1 + random.nextInt(20)};
            int[] out = new int[2];
            boolean ceil = random.nextBoolean();
            for (int axis = 0; axis < 2; axis++) {
                in[axis] = Math.max(in[axis], kernel[axis]);
                int room = in[axis] + begin[axis] + end[axis] - kernel[axis];
                out[axis] = (ceil ? -Math.floorDiv(-room, stride[axis]) : room / stride[axis]) + 1;
                while ((out[axis] - 1) * stride[axis] - begin[axis] >= in[axis]) {
                    out[axis]--;
                }
            }
            int[] channels = {1, 3, 8, 16, 17, 32, 50};
            int c = channels[random.nextInt(channels.length)];
            return new Shape(new Layout(in[0], in[1], c), new Layout(out[0], out[1], c), kernel, stride, begin, end);
        }

        MaxPool max(Workspace w) {
            return new MaxPool(w, x, y, kernel[0], kernel[1], stride[0], stride[1], begin[0], begin[1]);
        }

        AvgPool average(Workspace w, boolean countPadding) {
            return new AvgPool(w, x, y, kernel[0], kernel[1], stride[0], stride[1], begin[0], begin[1], end[0],
                    end[1], countPadding);
        }
    }

    @RepeatedTest(60)
    void maxPoolingFollowsItsDefinition(RepetitionInfo info) {
        Shape shape = Shape.random(new Random(info.getCurrentRepetition()));
        for (String kernels : TestBench.kernels()) {
            check(shape, kernels, false, false, 0);
        }
    }

    @RepeatedTest(60)
    void averagePoolingFollowsItsDefinition(RepetitionInfo info) {
        Random random = new Random(1000 + info.getCurrentRepetition());
        Shape shape = Shape.random(random);
        for (String kernels : TestBench.kernels()) {
            check(shape, kernels, true, random.nextBoolean(), 1e-5f);
        }
    }

    private static void check(Shape shape, String kernels, boolean average, boolean countPadding, float tolerance) {
        int count = 2;
        int in = shape.x.imageStride();
        int out = shape.y.imageStride();
        try (TestBench bench = new TestBench(kernels, 2, count, 0, in, out, in, out)) {
            float[] x = TestBench.distinct(in * count, 1);
            float[] dy = TestBench.distinct(out * count, 2);
            bench.put(0, x);
            bench.put(3, dy);
            UnaryOperation pool =
                    average ? shape.average(bench.workspace, countPadding) : shape.max(bench.workspace);
            pool.forward(bench.offset(0), bench.offset(1));
            pool.backward(bench.offset(0), bench.offset(1), bench.offset(2), false, bench.offset(3));
            float[] y = new float[out * count];
            float[] dx = new float[in * count];
            for (int image = 0; image < count; image++) {
                for (int i = 0; i < out; i++) {
                    naive(shape, average, countPadding, x, image * in, y, image * out + i, dy, dx);
                }
            }
            assertArrayEquals(y, bench.get(1), tolerance, () -> kernels + " y of " + shape);
            assertArrayEquals(dx, bench.get(2), Math.max(tolerance, 2e-5f), () -> kernels + " dx of " + shape);
            bench.assertRestUntouched(shape.toString());
        }
    }

    private static void naive(Shape shape, boolean average, boolean countPadding, float[] x, int image, float[] y,
            int at, float[] dy, float[] dx) {
        int channels = shape.x.channels();
        int inImage = at % shape.y.imageStride();
        int channel = inImage % channels;
        int top = inImage / shape.y.rowStride() * shape.stride[0] - shape.begin[0];
        int left = inImage / channels % shape.y.width() * shape.stride[1] - shape.begin[1];
        int best = -1;
        double sum = 0;
        int real = 0;
        int padded = 0;
        for (int row = top; row < top + shape.kernel[0]; row++) {
            for (int column = left; column < left + shape.kernel[1]; column++) {
                if (row < shape.x.height() + shape.end[0] && column < shape.x.width() + shape.end[1]) {
                    padded++;
                }
                if (row >= 0 && column >= 0 && row < shape.x.height() && column < shape.x.width()) {
                    int tap = image + row * shape.x.rowStride() + column * channels + channel;
                    best = best < 0 || x[tap] > x[best] ? tap : best;
                    sum += x[tap];
                    real++;
                }
            }
        }
        int divisor = countPadding ? padded : real;
        y[at] = average ? (float) (sum / divisor) : x[best];
        if (!average) {
            dx[best] += dy[at];
            return;
        }
        for (int row = Math.max(top, 0); row < Math.min(top + shape.kernel[0], shape.x.height()); row++) {
            for (int column = Math.max(left, 0); column < Math.min(left + shape.kernel[1], shape.x.width());
                    column++) {
                dx[image + row * shape.x.rowStride() + column * channels + channel] += dy[at] / divisor;
            }
        }
    }

    @Test
    void maxPoolingHandsOnNotANumber() {
        for (String kernels : TestBench.kernels()) {
            Layout x = new Layout(2, 2, 20);
            try (TestBench bench = new TestBench(kernels, 1, 1, 0, 80, 20)) {
                float[] values = TestBench.distinct(80, 1);
                values[25] = Float.NaN;
                values[79] = Float.NaN;
                bench.put(0, values);
                new MaxPool(bench.workspace, x, Layout.vector(20), 2, 2, 2, 2, 0, 0)
                        .infer(bench.offset(0), bench.offset(1));
                assertTrue(Float.isNaN(bench.get(1)[5]));
                assertTrue(Float.isNaN(bench.get(1)[19]));
                assertTrue(Float.isFinite(bench.get(1)[6]));
            }
        }
    }

    @Test
    void ofEqualMaximaTheFirstHasTheGradient() {
        for (String kernels : TestBench.kernels()) {
            Layout x = new Layout(2, 2, 19);
            try (TestBench bench = new TestBench(kernels, 1, 1, 0, 76, 19, 76, 19)) {
                float[] values = new float[76];
                Arrays.fill(values, 0, 19, -0.0f);
                float[] dy = TestBench.distinct(19, 3);
                bench.put(0, values);
                bench.put(3, dy);
                new MaxPool(bench.workspace, x, Layout.vector(19), 2, 2, 2, 2, 0, 0)
                        .backward(bench.offset(0), bench.offset(1), bench.offset(2), false, bench.offset(3));
                assertArrayEquals(Arrays.copyOf(dy, 76), bench.get(2));
            }
        }
    }

    @Test
    void aWindowWithoutARealPixelIsRefused() {
        try (TestBench bench = new TestBench("loops", 1, 1, 0, 16)) {
            Layout x = new Layout(4, 4, 1);
            assertThrows(IllegalArgumentException.class,
                    () -> new MaxPool(bench.workspace, x, new Layout(2, 2, 1), 2, 2, 2, 2, 2, 0));
            assertThrows(IllegalArgumentException.class,
                    () -> new MaxPool(bench.workspace, x, new Layout(2, 3, 1), 2, 2, 2, 2, 0, 0));
        }
    }
}
