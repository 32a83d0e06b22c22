package dev.cnnc.bench.dl4j;

import dev.cnnc.bench.engine.Images;
import dev.cnnc.bench.engine.Inference;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A graph whose layers share workspaces, which is how DL4J sets it up. */
final class Dl4jInference implements Inference {

    private final ComputationGraph graph;
    private INDArray input;
    private float[] output = {};

    Dl4jInference(ComputationGraph graph) {
        this.graph = graph;
    }

    /** Images as image, channel, height, width. */
    static INDArray array(Images images) {
        long[] shape = {images.count(), images.channels(), images.height(), images.width()};
        return Nd4j.create(images.channelsFirst(), shape, 'c');
    }

    @Override
    public void input(Images images) {
        input = array(images);
    }

    @Override
    public void run() {
        INDArray answer = graph.outputSingle(input);
        int size = (int) answer.length();
        if (output.length != size) {
            output = new float[size];
        }
        ((FloatPointer) answer.data().pointer()).get(output);
        answer.close();
    }

    @Override
    public float[] output() {
        return output;
    }

    @Override
    public void close() {
        graph.close();
    }
}
