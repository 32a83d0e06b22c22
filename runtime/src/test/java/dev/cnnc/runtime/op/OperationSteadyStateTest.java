package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.cnnc.runtime.op.Subjects.Runner;
import dev.cnnc.runtime.op.Subjects.Subject;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Once warm, a step allocates nothing. In plain loops that holds from the second step on; vectors live on the heap
 * until C2 has compiled the loop they are in, so that form is given time.
 */
class OperationSteadyStateTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int STEPS = 50;
    private static final long PATIENCE = 60_000_000_000L;

    static List<Subject> subjects() {
        List<Subject> all = new ArrayList<>(Subjects.all(6, 5, 32));
        all.addAll(FusedNormalisations.all(6, 5, 32));
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("subjects")
    void aWarmStepAllocatesNothing(Subject subject) {
        assertEquals(0, allocatedByWarmSteps(subject, "loops"), "plain loops");
        if (TestBench.kernels().contains("vector")) {
            assertEquals(0, allocatedByWarmSteps(subject, "vector"), "vectors");
        }
    }

    private static long allocatedByWarmSteps(Subject subject, String kernels) {
        try (TestBench bench = subject.bench(kernels, 1, 4)) {
            Runner runner = subject.make().apply(bench.workspace);
            int inputs = subject.inputs().length;
            int[] x = new int[inputs];
            int[] dx = new int[inputs];
            for (int i = 0; i < inputs; i++) {
                x[i] = bench.offset(i);
                dx[i] = bench.offset(inputs + 1 + i);
            }
            long deadline = System.nanoTime() + PATIENCE;
            long allocated;
            do {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                for (int step = 0; step < STEPS; step++) {
                    runner.forward(x, bench.offset(inputs));
                    runner.backward(x, bench.offset(inputs), dx, step % 2 == 1, bench.offset(2 * inputs + 1));
                }
                allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            } while (allocated > 0 && System.nanoTime() < deadline);
            return allocated;
        }
    }
}
