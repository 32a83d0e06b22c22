package dev.cnnc.bench.tensorflow;

import dev.cnnc.bench.engine.Engine;
import dev.cnnc.bench.engine.Images;
import dev.cnnc.bench.engine.Inference;
import dev.cnnc.bench.engine.Training;
import dev.cnnc.bench.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;

/** TensorFlow. A network is exported as the definition of a graph in which weights are constants. */
public final class TensorFlowEngine implements Engine {

    @Override
    public void export(Network network, Path file) throws IOException {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            tf.withName(TensorFlowInference.ANSWER).identity(
                    network.build(new TensorFlowBuilder(tf, array -> Parameters.constant(tf, array), false)));
            Files.write(file, graph.toGraphDef().toByteArray());
        }
    }

    @Override
    public Inference load(Path file, int batch, int threads) throws IOException {
        return new TensorFlowInference(Files.readAllBytes(file), config(threads));
    }

    @Override
    public Optional<Training> train(Network network, Images images, int[] labels, int threads) {
        return Optional.of(new TensorFlowTraining(network, images, labels, config(threads)));
    }

    private static ConfigProto config(int threads) {
        return ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                .build();
    }
}
