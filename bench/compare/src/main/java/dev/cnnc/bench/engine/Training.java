package dev.cnnc.bench.engine;

/** A network in training, always on the same batch. */
public interface Training extends AutoCloseable {

    /**
     * Forward, backward, and a step of the optimiser. This is timed.
     *
     * @return the mean loss of the batch before the step
     */
    float step();

    @Override
    void close();
}
