package dev.cnnc.bench.engine;

/** A network that is ready to answer. */
public interface Inference extends AutoCloseable {

    /** Puts the images where the engine reads them, in the layout that it likes best. Not timed. */
    void input(Images images);

    /** Computes the images, and copies the answer into an array of Java's. This is timed. */
    void run();

    /** The answer of the last run: the network's first output, image after image. */
    float[] output();

    @Override
    void close();
}
