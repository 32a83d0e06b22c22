package dev.cnnc.runtime.train;

/**
 * Takes or gives back what must survive from one process to the next for a training to go on as if nothing had been. A
 * class that keeps something between steps names all of it in one method, which serves both ways: whether the state is
 * saved or restored, the calls are the same.
 *
 * <pre>{@code
 * public void exchange(TrainingState state) {
 *     state.array("mean", mean);
 *     power = state.number("power", power);
 * }
 * }</pre>
 */
public interface TrainingState {
    /**
     * An array, which is read when the state is saved and filled when it is restored.
     *
     * @param name unique within the class
     * @param values always of the same length for the same network and settings
     */
    void array(String name, float[] values);

    /**
     * A number: a value of type {@code double}, or whole and below 2^53.
     *
     * @param name unique within the class
     * @param value as it is now
     * @return the same value when the state is saved, the saved one when it is restored
     */
    double number(String name, double value);

    /** This state with {@code owner/} before every name. */
    default TrainingState of(String owner) {
        TrainingState outer = this;
        return new TrainingState() {
            @Override
            public void array(String name, float[] values) {
                outer.array(owner + "/" + name, values);
            }

            @Override
            public double number(String name, double value) {
                return outer.number(owner + "/" + name, value);
            }
        };
    }
}
