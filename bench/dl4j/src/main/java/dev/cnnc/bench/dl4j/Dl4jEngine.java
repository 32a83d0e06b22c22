package dev.cnnc.bench.dl4j;

import dev.cnnc.bench.engine.Engine;
import dev.cnnc.bench.engine.Images;
import dev.cnnc.bench.engine.Inference;
import dev.cnnc.bench.engine.Training;
import dev.cnnc.bench.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.factory.Nd4j;

/** DL4J. A network is exported as the archive of its configuration and weights that DL4J itself makes. */
public final class Dl4jEngine implements Engine {

    @Override
    public void export(Network network, Path file) throws IOException {
        ModelSerializer.writeModel(GraphLayers.of(network, false), file.toFile(), false);
    }

    @Override
    public Inference load(Path file, int batch, int threads) throws IOException {
        prepare(threads);
        return new Dl4jInference(ModelSerializer.restoreComputationGraph(file.toFile(), false));
    }

    @Override
    public Optional<Training> train(Network network, Images images, int[] labels, int threads) {
        prepare(threads);
        return Optional.of(new Dl4jTraining(network, images, labels));
    }

    /** It would collect garbage every few seconds, although its workspaces make next to none. */
    private static void prepare(int threads) {
        Nd4j.getEnvironment().setMaxThreads(threads);
        Nd4j.getMemoryManager().togglePeriodicGc(false);
    }
}
