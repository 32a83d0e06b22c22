package dev.cnnc.bench.onnxruntime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import dev.cnnc.bench.engine.Engine;
import dev.cnnc.bench.engine.Images;
import dev.cnnc.bench.engine.Inference;
import dev.cnnc.bench.engine.Training;
import dev.cnnc.bench.network.Network;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** ONNX Runtime with all optimisations, for a batch of known size, from and to buffers that it need not copy. */
public final class OnnxEngine implements Engine {

    @Override
    public void export(Network network, Path file) throws IOException {
        OnnxGraph graph = new OnnxGraph();
        String answer = network.build(new OnnxBuilder(graph));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            graph.write(answer, network.classes(), out);
        }
    }

    @Override
    public Inference load(Path file, int batch, int threads) throws IOException {
        try (SessionOptions options = new SessionOptions()) {
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setSymbolicDimensionValue(OnnxGraph.BATCH, batch);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            return new OnnxInference(environment, environment.createSession(file.toString(), options), batch);
        } catch (OrtException e) {
            throw new IOException(e);
        }
    }

    /** Training needs an artefact that only a Python package makes, so there is none. */
    @Override
    public Optional<Training> train(Network network, Images images, int[] labels, int threads) {
        return Optional.empty();
    }

    private static final class OnnxInference implements Inference {

        private final OrtSession session;
        private final Buffer images;
        private final Buffer answer;
        private final float[] output;

        OnnxInference(OrtEnvironment environment, OrtSession session, int batch) throws OrtException {
            this.session = session;
            images = new Buffer(environment, session.getInputInfo().get(OnnxGraph.IMAGES), batch);
            answer = new Buffer(environment, session.getOutputInfo().get(OnnxGraph.ANSWER), batch);
            output = new float[answer.floats.capacity()];
        }

        @Override
        public void input(Images batch) {
            images.floats.put(0, batch.channelsFirst());
        }

        @Override
        public void run() {
            try (OrtSession.Result result = session.run(
                    Map.of(OnnxGraph.IMAGES, images.tensor), Map.of(OnnxGraph.ANSWER, answer.tensor))) {
                answer.floats.get(0, output);
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public float[] output() {
            return output;
        }

        @Override
        public void close() {
            try {
                images.tensor.close();
                answer.tensor.close();
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Memory that both Java and the engine see. */
    private static final class Buffer {

        private final FloatBuffer floats;
        private final OnnxTensor tensor;

        Buffer(OrtEnvironment environment, NodeInfo info, int batch) throws OrtException {
            long[] shape = ((TensorInfo) info.getInfo()).getShape().clone();
            shape[0] = batch;
            int size = 1;
            for (long dimension : shape) {
                size = Math.toIntExact(size * dimension);
            }
            floats = ByteBuffer.allocateDirect(Math.multiplyExact(size, Float.BYTES))
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            tensor = OnnxTensor.createTensor(environment, floats, shape);
        }
    }
}
