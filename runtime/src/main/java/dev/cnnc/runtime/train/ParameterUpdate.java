package dev.cnnc.runtime.train;

import dev.cnnc.runtime.parallel.WorkerPool;
import dev.cnnc.runtime.train.optimiser.LayerwiseRule;
import dev.cnnc.runtime.train.optimiser.UpdateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One optimiser step over all parameters of a network, cut into chunks for the pool's threads. All that is done to a
 * chunk is done while it is in a core's cache: its gradient is regularised and bounded, the rule applied, the average
 * moved on. Sums over chunks are taken in their order, so that the number of threads changes no bit. Allocates nothing.
 */
public final class ParameterUpdate implements WorkerPool.Task {
    /**
     * Floats in a chunk: three or four arrays of this length stay within a second-level cache, and a network of any
     * size has chunks for every thread.
     */
    private static final int CHUNK = 16_384;

    /**
     * Neighbouring parameters that are treated alike, from {@code from} to below {@code to}.
     *
     * @param decay whether the optimiser's weight decay applies
     * @param l1 the rate of the sum of magnitudes in what is minimised
     * @param l2 the rate of the sum of squares in what is minimised
     * @param rate what the learning rate is multiplied by
     * @param maxNorm what the parameters are scaled back to after each step; a range holds whole units of it
     */
    public record Range(int from, int to, boolean decay, float l1, float l2, float rate, MaxNorm maxNorm) {
        /** Parameters without regularisation and learning rate of their own. */
        public Range(int from, int to, boolean decay) {
            this(from, to, decay, 0, 0, 1, MaxNorm.NONE);
        }

        /** Parameters that learn at the common rate. */
        public Range(int from, int to, boolean decay, float l1, float l2) {
            this(from, to, decay, l1, l2, 1, MaxNorm.NONE);
        }

        private Range part(int first, int end) {
            return new Range(first, end, decay, l1, l2, rate, maxNorm);
        }

        boolean isRegularised() {
            return l1 != 0 || l2 != 0;
        }

        /** Floats of a chunk: whole units, if there are any. */
        private int chunk() {
            return maxNorm.isNone() ? CHUNK : Math.max(1, CHUNK / maxNorm.unit()) * maxNorm.unit();
        }

        private boolean isTreatedAs(Range other) {
            return part(0, 0).equals(other.part(0, 0));
        }
    }

    /** What is done to all chunks before the next thing can be done to any. */
    private enum Pass {
        NORM,
        DIRECTION,
        UPDATE
    }

    private final UpdateRule rule;
    private final WorkerPool workers;
    private final float[] parameters;
    private final float[] gradients;
    private final Range[] chunks;
    private final Clipping clipping;
    private final MovingAverage average;
    private final double[] squares;
    private final LayerwiseRule layerwise;
    private final TrustRatios ratios;
    private Pass pass = Pass.UPDATE;
    private float factor;

    /**
     * @param gradients of the parameters at the same places; a step may bound them where they are
     * @param ranges which parameters there are; those outside every range stay as they are
     * @param average that is moved on with each step, or null
     */
    public ParameterUpdate(UpdateRule rule, WorkerPool workers, float[] parameters, float[] gradients,
            List<Range> ranges, Clipping clipping, MovingAverage average) {
        this.rule = rule;
        this.workers = workers;
        this.parameters = parameters;
        this.gradients = gradients;
        this.clipping = clipping;
        this.average = average;
        layerwise = rule instanceof LayerwiseRule ofTensors ? ofTensors : null;
        chunks = chunks(layerwise == null ? joined(ranges) : ranges);
        ratios = layerwise == null ? null : new TrustRatios(tensors(ranges));
        squares = new double[clipping.hasNorm() ? chunks.length : 0];
    }

    /** The ranges cut for the threads. */
    static Range[] chunks(List<Range> ranges) {
        List<Range> cut = new ArrayList<>();
        for (Range range : ranges) {
            int chunk = range.chunk();
            for (int from = range.from; from < range.to; from += Math.min(chunk, range.to - from)) {
                cut.add(range.part(from, from + Math.min(chunk, range.to - from)));
            }
        }
        return cut.toArray(Range[]::new);
    }

    /** The number of the range that each chunk is of. */
    private static int[] tensors(List<Range> ranges) {
        return IntStream.range(0, ranges.size())
                .flatMap(i -> IntStream.generate(() -> i).limit(chunks(List.of(ranges.get(i))).length))
                .toArray();
    }

    /** Makes one step with this learning rate. */
    public void step(double rate) {
        factor = clipping.hasNorm() ? normFactor() : 1;
        rule.begin(rate);
        if (average != null) {
            average.begin();
        }
        if (layerwise != null) {
            run(Pass.DIRECTION);
            ratios.sum();
        }
        run(Pass.UPDATE);
    }

    private void run(Pass next) {
        pass = next;
        workers.run(this, chunks.length);
    }

    private float normFactor() {
        run(Pass.NORM);
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return clipping.factor(sum);
    }

    /** Saves or restores what the rule keeps between steps, and the average. */
    public void exchange(TrainingState state) {
        rule.exchange(state.of("optimiser"));
        if (average != null) {
            average.exchange(state.of("average"));
        }
    }

    @Override
    public void run(int unit, int worker) {
        Range chunk = chunks[unit];
        if (pass == Pass.NORM) {
            regularise(chunk);
            squares[unit] = Clipping.squares(gradients, chunk.from, chunk.to);
            return;
        }
        if (pass == Pass.DIRECTION || layerwise == null) {
            if (!clipping.hasNorm()) {
                regularise(chunk);
            }
            clipping.apply(gradients, chunk.from, chunk.to, factor);
        }
        if (pass == Pass.DIRECTION) {
            layerwise.direct(parameters, gradients, chunk.from, chunk.to, chunk.decay);
            ratios.measure(unit, parameters, gradients, chunk.from, chunk.to);
            return;
        }
        boolean adapts = layerwise != null && layerwise.adapts(chunk.decay);
        rule.update(parameters, gradients, chunk.from, chunk.to, chunk.decay,
                adapts ? chunk.rate * ratios.of(unit) : chunk.rate);
        if (!chunk.maxNorm.isNone()) {
            chunk.maxNorm.apply(parameters, chunk.from, chunk.to);
        }
        if (average != null) {
            average.update(parameters, chunk.from, chunk.to);
        }
    }

    private void regularise(Range chunk) {
        if (chunk.isRegularised()) {
            regularise(parameters, gradients, chunk.from, chunk.to, chunk.l1, 2 * chunk.l2);
        }
    }

    /** Adds the gradients of {@code l1 sum |w|} and of {@code slope / 2 sum w^2}. */
    private static void regularise(float[] w, float[] gradients, int from, int to, float l1, float slope) {
        for (int i = from; i < to; i++) {
            gradients[i] += slope * w[i] + l1 * Math.signum(w[i]);
        }
    }

    /** Small tensors that follow each other become one range: most networks have hundreds of biases. */
    private static List<Range> joined(List<Range> ranges) {
        List<Range> joined = new ArrayList<>();
        for (Range range : ranges) {
            Range last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && last.to == range.from && last.isTreatedAs(range)) {
                joined.set(joined.size() - 1, range.part(last.from, range.to));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }
}
