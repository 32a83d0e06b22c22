package dev.cnnc.runtime.train;

import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.ArrayList;
import java.util.List;

/** One optimiser step over all parameters of a network, cut into chunks for the pool's threads. Allocates nothing. */
public final class ParameterUpdate implements WorkerPool.Task {
    /**
     * Floats in a chunk: three or four arrays of this length stay within a second-level cache, and a network of any
     * size has chunks for every thread.
     */
    private static final int CHUNK = 16_384;

    /** Neighbouring parameters that are treated alike, from {@code from} to below {@code to}. */
    public record Range(int from, int to, boolean decay) {
    }

    private final Optimiser optimiser;
    private final WorkerPool workers;
    private final float[] parameters;
    private final float[] gradients;
    private final Range[] chunks;

    /**
     * @param ranges which parameters there are; those outside every range stay as they are
     */
    public ParameterUpdate(Optimiser optimiser, WorkerPool workers, float[] parameters, float[] gradients,
            List<Range> ranges) {
        this.optimiser = optimiser;
        this.workers = workers;
        this.parameters = parameters;
        this.gradients = gradients;
        List<Range> cut = new ArrayList<>();
        for (Range range : joined(ranges)) {
            for (int from = range.from; from < range.to; from += Math.min(CHUNK, range.to - from)) {
                cut.add(new Range(from, from + Math.min(CHUNK, range.to - from), range.decay));
            }
        }
        chunks = cut.toArray(Range[]::new);
    }

    /** Makes one step with this learning rate. */
    public void step(double rate) {
        optimiser.begin(rate);
        workers.run(this, chunks.length);
    }

    @Override
    public void run(int unit, int worker) {
        Range chunk = chunks[unit];
        optimiser.update(parameters, gradients, chunk.from, chunk.to, chunk.decay);
    }

    /** Small tensors that follow each other become one range: most networks have hundreds of biases. */
    private static List<Range> joined(List<Range> ranges) {
        List<Range> joined = new ArrayList<>();
        for (Range range : ranges) {
            Range last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && last.to == range.from && last.decay == range.decay) {
                joined.set(joined.size() - 1, new Range(last.from, range.to, range.decay));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }
}
