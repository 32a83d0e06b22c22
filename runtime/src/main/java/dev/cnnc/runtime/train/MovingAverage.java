package dev.cnnc.runtime.train;

/**
 * The exponential moving average of the parameters: {@code a = d*a + (1-d)*w} after each step. As the average begins at
 * random weights, {@code d} at step t is no more than {@code (1+t)/(10+t)}, so that these are soon forgotten
 * (TensorFlow's ExponentialMovingAverage does so with its number of updates).
 *
 * <p>Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", 1992.
 */
public final class MovingAverage {
    private final double decay;
    private final float[] values;
    private long steps;
    private float old;

    /**
     * @param decay the weight of the old average, above 0 and below 1
     * @param parameters where the average begins
     */
    public MovingAverage(double decay, float[] parameters) {
        if (!(decay > 0 && decay < 1)) {
            throw new IllegalArgumentException("the average must be above 0 and below 1, but is " + decay);
        }
        this.decay = decay;
        values = parameters.clone();
    }

    /** The averages, in the same array each time. */
    public float[] values() {
        return values;
    }

    void exchange(TrainingState state) {
        state.array("values", values);
        steps = (long) state.number("steps", steps);
    }

    void begin() {
        steps++;
        old = (float) Math.min(decay, (1.0 + steps) / (10.0 + steps));
    }

    void update(float[] parameters, int from, int to) {
        blend(parameters, values, from, to, old);
    }

    private static void blend(float[] parameters, float[] values, int from, int to, float old) {
        for (int i = from; i < to; i++) {
            values[i] = old * values[i] + (1 - old) * parameters[i];
        }
    }
}
