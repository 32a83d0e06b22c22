package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.cnnc.runtime.op.OperationRun.Subject;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for products with one input: the gradients, nothing beyond the tensors, threads, no garbage. */
class ProductTest {
    private static final List<String> KERNELS = List.of("vector", "loops");
    private static final int IMAGES = 3;
    private static final float STEP = 0.25f;

    static Stream<Arguments> subjects() {
        return OneInput.products().stream()
                .flatMap(subject -> KERNELS.stream().map(kernels -> Arguments.of(subject, kernels)));
    }

    /** All of them are linear, so only rounding is left. */
    @ParameterizedTest
    @MethodSource("subjects")
    void theGradientsAreFiniteDifferences(Subject subject, String kernels) {
        Random random = new Random(11);
        float[] x = Numbers.values(random, IMAGES * subject.x().imageStride());
        float[] w = Numbers.values(random, subject.parameters());
        float[] dy = Numbers.values(random, IMAGES * subject.y().imageStride());
        try (OperationRun run = new OperationRun(subject, IMAGES, kernels, 2)) {
            run.parameters(w);
            run.forward(x);
            float[] dx = run.backward(dy, null);
            float[] dw = run.parameterGradient();
            for (int i = 0; i < 12; i++) {
                int at = random.nextInt(x.length);
                assertEquals(difference(run, x, x, at, dy), dx[at], 1e-3, "dx " + at);
            }
            for (int i = 0; i < Math.min(12, w.length); i++) {
                int at = random.nextInt(w.length);
                assertEquals(difference(run, x, w, at, dy), dw[at], 1e-3, "dw " + at);
            }
        }
    }

    private static double difference(OperationRun run, float[] x, float[] moved, int at, float[] dy) {
        float value = moved[at];
        moved[at] = value + STEP;
        double up = loss(run, x, moved, dy);
        moved[at] = value - STEP;
        double down = loss(run, x, moved, dy);
        moved[at] = value;
        if (moved != x) {
            run.parameters(moved);
        }
        return (up - down) / (2 * STEP);
    }

    private static double loss(OperationRun run, float[] x, float[] moved, float[] dy) {
        if (moved != x) {
            run.parameters(moved);
        }
        float[] y = run.forward(x);
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += (double) y[i] * dy[i];
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void aGradientIsAddedToWhatIsThereAndNothingElseIsTouched(Subject subject, String kernels) {
        Random random = new Random(12);
        float[] x = Numbers.values(random, IMAGES * subject.x().imageStride());
        float[] dy = Numbers.values(random, IMAGES * subject.y().imageStride());
        float[] before = Numbers.values(random, x.length);
        try (OperationRun run = new OperationRun(subject, IMAGES, kernels, 2)) {
            run.parameters(Numbers.values(random, subject.parameters()));
            assertArrayEquals(run.forward(x), run.infer(x), 1e-6f);
            float[] sum = run.backward(dy, null);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += before[i];
            }
            assertArrayEquals(sum, run.backward(dy, before), 1e-5f);
            assertTrue(run.guardsStand(), "wrote outside its tensors");
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void theBitsAreTheSameForEveryNumberOfThreads(Subject subject, String kernels) {
        Random random = new Random(13);
        int images = 40;
        float[] x = Numbers.values(random, images * subject.x().imageStride());
        float[] w = Numbers.values(random, subject.parameters());
        float[] dy = Numbers.values(random, images * subject.y().imageStride());
        List<float[]> first = new ArrayList<>();
        for (int threads = 1; threads <= 3; threads++) {
            try (OperationRun run = new OperationRun(subject, images, kernels, threads)) {
                run.parameters(w);
                List<float[]> results = List.of(run.forward(x), run.backward(dy, null), run.parameterGradient());
                if (first.isEmpty()) {
                    first.addAll(results);
                }
                for (int i = 0; i < results.size(); i++) {
                    assertArrayEquals(first.get(i), results.get(i), "result " + i + " of " + threads + " threads");
                }
            }
        }
    }

    static List<Subject> products() {
        return OneInput.products();
    }

    /** In plain loops; whether vectors stay off the heap is a matter of the kernels, which have their own tests. */
    @ParameterizedTest
    @MethodSource("products")
    void aStepAllocatesNothing(Subject subject) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        try (OperationRun run = new OperationRun(subject, IMAGES, "loops", 1)) {
            long least = Long.MAX_VALUE;
            for (int step = 0; step < 20 && least > 0; step++) {
                long before = threads.getThreadAllocatedBytes(self);
                run.step();
                least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
            }
            assertEquals(0, least, "bytes allocated by a step");
        }
    }
}
