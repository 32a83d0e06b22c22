package dev.cnnc.runtime.op;

import static dev.cnnc.runtime.op.Numbers.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.ConvolutionRun.Kind;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every step of a training: the same bits for any number of threads, and no allocation. */
class ConvolutionSteadyStateTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void hasTheSameBitsForEveryNumberOfThreads(Kind kind) {
        Layout x = kind == Kind.DENSE ? Layout.vector(300) : new Layout(19, 17, 24);
        int stride = kind.winograd() ? 1 : 2;
        Layout y = kind == Kind.DENSE ? Layout.vector(70)
                : new Layout((18 + stride) / stride, (16 + stride) / stride, kind == Kind.DEPTHWISE ? 24 : 40);
        NaiveConvolution shape = kind == Kind.DENSE ? new NaiveConvolution(40, x, y, 1, 1, 1, 1, 0, 0, 1, 1, 1)
                : new NaiveConvolution(40, x, y, 3, 3, stride, stride, 1, 1, 1, 1, kind == Kind.DEPTHWISE ? 24 : 1);
        Random random = new Random(3);
        float[] input = values(random, shape.images() * x.imageStride());
        float[] w = values(random, shape.weights());
        float[] b = values(random, y.channels());
        float[] dy = values(random, shape.images() * y.imageStride());
        for (String kernels : ConvolutionRun.KERNELS) {
            List<float[]> first = new ArrayList<>();
            for (int threads = 1; threads <= 3; threads++) {
                try (ConvolutionRun run = new ConvolutionRun(kind, shape, true, Tail.NONE, kernels, threads, 40)) {
                    run.set(input, w, b);
                    List<float[]> results = List.of(run.forward(), run.backward(dy, null), run.weightGradient(),
                            run.biasGradient());
                    if (first.isEmpty()) {
                        first.addAll(results);
                    }
                    for (int i = 0; i < results.size(); i++) {
                        assertArrayEquals(first.get(i), results.get(i), kernels + " result " + i);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void allocatesNothingInSteadyState(Kind kind) {
        Layout x = kind == Kind.DENSE ? Layout.vector(100) : new Layout(14, 14, 20);
        Layout y = kind == Kind.DENSE ? Layout.vector(50) : new Layout(14, 14, 40);
        NaiveConvolution shape = kind == Kind.DENSE ? new NaiveConvolution(4, x, y, 1, 1, 1, 1, 0, 0, 1, 1, 1)
                : new NaiveConvolution(4, x, y, 3, 3, 1, 1, 1, 1, 1, 1, kind == Kind.DEPTHWISE ? 20 : 1);
        Random random = new Random(5);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        for (String kernels : ConvolutionRun.KERNELS) {
            try (ConvolutionRun run = new ConvolutionRun(kind, shape, true, new Tail(ActivationKind.RELU, 0, false),
                    kernels, 1, 4)) {
                run.set(values(random, shape.images() * x.imageStride()), values(random, shape.weights()),
                        values(random, y.channels()));
                run.forward();
                run.backward(values(random, shape.images() * y.imageStride()), null);
                long least = Long.MAX_VALUE;
                // Until C2 has compiled the kernels, the Vector API's vectors are objects on the heap.
                long deadline = System.nanoTime() + 60_000_000_000L;
                while (least > 0 && System.nanoTime() < deadline) {
                    long before = threads.getThreadAllocatedBytes(self);
                    run.forwardOnly();
                    run.backwardOnly(false);
                    least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
                }
                assertEquals(0, least, kernels + ": bytes allocated by a step");
            }
        }
    }
}
