package dev.cnnc.runtime.op;

import static dev.cnnc.runtime.op.Numbers.values;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.cnnc.runtime.kernel.ActivationKind;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Once it is compiled, a convolution with the pool that follows allocates nothing. */
class PooledSteadyStateTest {
    @ParameterizedTest
    @ValueSource(ints = {PooledRun.DIRECT, 2, 4})
    void allocatesNothingInSteadyState(int tile) {
        Random random = new Random(5);
        NaiveConvolution shape = PooledConvolutionTest.square(2, 14, 20);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (String kernels : ConvolutionRun.KERNELS) {
            try (PooledRun run = new PooledRun(shape, tile, true, new Tail(ActivationKind.RELU, 0, false), kernels, 1,
                    2)) {
                run.set(values(random, shape.images() * shape.x().imageStride()), values(random, shape.weights()),
                        values(random, shape.y().channels()));
                run.infer();
                long least = Long.MAX_VALUE;
                // Until C2 has compiled the kernels, the Vector API's vectors are objects on the heap.
                long deadline = System.nanoTime() + 60_000_000_000L;
                while (least > 0 && System.nanoTime() < deadline) {
                    long before = threads.getCurrentThreadAllocatedBytes();
                    run.inferOnly();
                    least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
                }
                assertEquals(0, least, kernels + ": bytes allocated by a prediction");
            }
        }
    }
}
