package dev.cnnc.bench.tensorflow;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cnnc.bench.engine.Images;
import dev.cnnc.bench.engine.Inference;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/** A session over a frozen graph. */
final class TensorFlowInference implements Inference {

    /** The name of what the network gives. */
    static final String ANSWER = "answer";

    private final Graph graph = new Graph();
    private final Session session;
    private TFloat32 input;
    private float[] output = {};

    TensorFlowInference(byte[] definition, ConfigProto config) throws InvalidProtocolBufferException {
        graph.importGraphDef(GraphDef.parseFrom(definition));
        session = new Session(graph, config);
    }

    /** Images as a tensor. */
    static TFloat32 tensor(Images images) {
        return TFloat32.tensorOf(Shape.of(images.count(), images.height(), images.width(), images.channels()),
                DataBuffers.of(images.values(), true, false));
    }

    @Override
    public void input(Images images) {
        input = tensor(images);
    }

    @Override
    public void run() {
        try (Result result = session.runner().feed(TensorFlowBuilder.IMAGES, input).fetch(ANSWER).run()) {
            TFloat32 answer = (TFloat32) result.get(0);
            int size = (int) answer.size();
            if (output.length != size) {
                output = new float[size];
            }
            answer.asRawTensor().data().asFloats().read(output);
        }
    }

    @Override
    public float[] output() {
        return output;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
