package dev.cnnc.bench.kernels;

import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One layer of a network, as the runtime computes it, over and over. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class LayerBenchmark {

    /** A constant of {@link LayerCase}. */
    @Param("CONV_3X3_64")
    public LayerCase layer;

    /** A constant of {@link Direction}. */
    @Param("INFERENCE")
    public Direction direction;

    /** That share the work. */
    @Param("1")
    public int workers;

    private WorkerPool pool;
    private Runnable work;

    /** Makes the layer with its memory. */
    @Setup
    public void prepare() {
        pool = new WorkerPool(workers);
        work = direction.of(layer.prepare(pool));
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        pool.close();
    }

    /** Computes the layer once. */
    @Benchmark
    public void compute() {
        work.run();
    }
}
