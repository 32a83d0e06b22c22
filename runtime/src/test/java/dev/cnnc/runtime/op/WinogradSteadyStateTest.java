package dev.cnnc.runtime.op;

import static dev.cnnc.runtime.op.Numbers.values;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.ConvolutionRun.Kind;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Once it is compiled, a prediction by Winograd's convolution allocates nothing. */
class WinogradSteadyStateTest {
    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"WINOGRAD_2", "WINOGRAD_4"})
    void allocatesNothingInSteadyState(Kind kind) {
        Random random = new Random(5);
        NaiveConvolution shape = new NaiveConvolution(
                2, new Layout(14, 14, 20), new Layout(14, 14, 48), 3, 3, 1, 1, 1, 1, 1, 1, 1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (String kernels : ConvolutionRun.KERNELS) {
            for (boolean residual : List.of(false, true)) {
                try (ConvolutionRun run = new ConvolutionRun(kind, shape, true,
                        new Tail(ActivationKind.RELU, 0, residual), kernels, 1, 2)) {
                    run.set(values(random, shape.images() * shape.x().imageStride()), values(random, shape.weights()),
                            values(random, shape.y().channels()));
                    run.infer(residual ? values(random, shape.images() * shape.y().imageStride()) : null);
                    long least = Long.MAX_VALUE;
                    // Until C2 has compiled the kernels, the Vector API's vectors are objects on the heap.
                    long deadline = System.nanoTime() + 60_000_000_000L;
                    while (least > 0 && System.nanoTime() < deadline) {
                        long before = threads.getCurrentThreadAllocatedBytes();
                        run.inferOnly(residual);
                        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
                    }
                    assertEquals(0, least, kernels + ": bytes allocated by a prediction");
                }
            }
        }
    }
}
