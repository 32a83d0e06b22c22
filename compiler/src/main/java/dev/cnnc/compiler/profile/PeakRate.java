package dev.cnnc.compiler.profile;

import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.IntToDoubleFunction;

/** Measures what the machine reaches at most. */
final class PeakRate {

    private static final String VECTOR_PEAK = "dev.cnnc.compiler.profile.VectorPeak";
    private static final int ROUNDS = 200_000;
    private static final int REPEATS = 40;

    private PeakRate() {}

    /** Floating-point operations a second, with all workers at once, the best of many tries; NaN without the module. */
    static double measure(WorkerPool workers) {
        if (!KernelChoice.vectorAvailable()) {
            return Double.NaN;
        }
        IntToDoubleFunction work = load();
        double best = 0;
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            DoubleAdder operations = new DoubleAdder();
            long begin = System.nanoTime();
            workers.run((unit, worker) -> operations.add(work.applyAsDouble(ROUNDS)), workers.threads());
            best = Math.max(best, operations.sum() / (System.nanoTime() - begin) * 1e9);
        }
        return best;
    }

    private static IntToDoubleFunction load() {
        try {
            return (IntToDoubleFunction) Class.forName(VECTOR_PEAK).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the measurement of the machine's peak is missing", e);
        }
    }
}
