package dev.cnnc.runtime.train;

import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.List;

/**
 * What training minimises of the weights themselves: {@code l1 * sum |w| + l2 * sum w^2} over the ranges that have such
 * rates. Allocates nothing after construction, and its value does not depend on the number of threads.
 */
public final class Penalty implements WorkerPool.Task {
    private final WorkerPool workers;
    private final float[] parameters;
    private final ParameterUpdate.Range[] chunks;
    private final double[] values;

    /** @param ranges which parameters there are */
    public Penalty(WorkerPool workers, float[] parameters, List<ParameterUpdate.Range> ranges) {
        this.workers = workers;
        this.parameters = parameters;
        chunks = ParameterUpdate.chunks(ranges.stream().filter(ParameterUpdate.Range::isRegularised).toList());
        values = new double[chunks.length];
    }

    /** Of the parameters as they are now. */
    public double value() {
        if (chunks.length == 0) {
            return 0;
        }
        workers.run(this, chunks.length);
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    @Override
    public void run(int unit, int worker) {
        ParameterUpdate.Range chunk = chunks[unit];
        double magnitudes = 0;
        double squares = 0;
        for (int i = chunk.from(); i < chunk.to(); i++) {
            double w = parameters[i];
            magnitudes += Math.abs(w);
            squares += w * w;
        }
        values[unit] = chunk.l1() * magnitudes + chunk.l2() * squares;
    }
}
