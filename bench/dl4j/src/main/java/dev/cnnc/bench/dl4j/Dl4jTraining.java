package dev.cnnc.bench.dl4j;

import dev.cnnc.bench.engine.Images;
import dev.cnnc.bench.engine.Training;
import dev.cnnc.bench.network.Network;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A graph that is fitted to the same batch again and again. */
final class Dl4jTraining implements Training {

    private final ComputationGraph graph;
    private final INDArray[] images;
    private final INDArray[] labels;

    Dl4jTraining(Network network, Images images, int[] classes) {
        graph = GraphLayers.of(network, true);
        this.images = new INDArray[] {Dl4jInference.array(images)};
        labels = new INDArray[] {oneHot(classes, network.classes())};
    }

    private static INDArray oneHot(int[] labels, int classes) {
        float[] values = new float[labels.length * classes];
        for (int i = 0; i < labels.length; i++) {
            values[i * classes + labels[i]] = 1;
        }
        return Nd4j.create(values, new long[] {labels.length, classes}, 'c');
    }

    @Override
    public float step() {
        graph.fit(images, labels);
        return (float) graph.score();
    }

    @Override
    public void close() {
        graph.close();
    }
}
