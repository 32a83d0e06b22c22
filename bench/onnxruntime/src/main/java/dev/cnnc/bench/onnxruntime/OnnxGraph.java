package dev.cnnc.bench.onnxruntime;

import dev.cnnc.bench.network.Array;
import java.io.IOException;
import java.io.OutputStream;

/** A {@code ModelProto} in the making: IR version 8, operators of version 17. */
final class OnnxGraph {

    /** The name of the images, of shape {@link #BATCH}, channels, height, width. */
    static final String IMAGES = "images";

    /** The name of the number of images, which is fixed when the network is loaded. */
    static final String BATCH = "batch";

    /** The name of the answer. */
    static final String ANSWER = "answer";

    private static final int IR_VERSION = 8;
    private static final int OPERATORS_VERSION = 17;

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final Message graph = new Message().with(2, "network");
    private int count;

    /** Declares the images. */
    String input(long channels, long height, long width) {
        graph.with(11, tensorInfo(IMAGES, channels, height, width));
        return IMAGES;
    }

    /** Adds a node with one output, and gives the name of that. */
    String add(OnnxNode node) {
        String name = fresh();
        graph.with(1, node.output(name).message());
        return name;
    }

    String constant(Array array) {
        Message tensor = new Message();
        for (int dimension : array.shape()) {
            tensor.with(1, dimension);
        }
        return constant(tensor.with(2, FLOAT).with(9, array.values()), array.name());
    }

    String constant(float value) {
        return constant(new Message().with(2, FLOAT).with(9, new float[] {value}), fresh());
    }

    String constant(long[] values) {
        return constant(new Message().with(1, values.length).with(2, INT64).with(9, values), fresh());
    }

    private String constant(Message tensor, String name) {
        graph.with(5, tensor.with(8, name));
        return name;
    }

    private String fresh() {
        return "t" + count++;
    }

    /** Writes the model whose answer is this tensor. */
    void write(String answer, int classes, OutputStream out) throws IOException {
        graph.with(1, new OnnxNode("Identity").inputs(answer).output(ANSWER).message());
        graph.with(12, tensorInfo(ANSWER, classes));
        new Message()
                .with(1, IR_VERSION)
                .with(7, graph)
                .with(8, new Message().with(2, OPERATORS_VERSION))
                .writeTo(out);
    }

    private static Message tensorInfo(String name, long... imageShape) {
        Message shape = new Message().with(1, new Message().with(2, BATCH));
        for (long dimension : imageShape) {
            shape.with(1, new Message().with(1, dimension));
        }
        Message tensorType = new Message().with(1, FLOAT).with(2, shape);
        return new Message().with(1, name).with(2, new Message().with(1, tensorType));
    }
}
