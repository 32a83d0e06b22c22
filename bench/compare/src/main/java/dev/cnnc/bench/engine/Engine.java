package dev.cnnc.bench.engine;

import dev.cnnc.bench.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Something that runs networks. Implementations have a public constructor that takes nothing. */
public interface Engine {

    /** Writes a network and its weights in the form in which an application that uses this engine would ship them. */
    void export(Network network, Path file) throws IOException;

    /**
     * Reads what {@link #export} wrote and makes it ready to run.
     *
     * @param batch images that a run computes
     */
    Inference load(Path file, int batch, int threads) throws IOException;

    /**
     * Prepares training from the network's weights: cross entropy, and gradient descent as {@link Descent} says.
     *
     * @param labels the class of each image
     * @return empty if the engine does not train
     */
    Optional<Training> train(Network network, Images images, int[] labels, int threads) throws IOException;
}
