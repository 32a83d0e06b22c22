package dev.cnnc.bench.cnnc;

import dev.cnnc.bench.engine.Engine;
import dev.cnnc.bench.engine.Images;
import dev.cnnc.bench.engine.Inference;
import dev.cnnc.bench.engine.Training;
import dev.cnnc.bench.network.Network;
import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.jar.ModelLoader;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.PredictorOptions;
import dev.cnnc.runtime.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;

/** cnnc. A network is exported as the jar that a user would ship, with its weights in it. */
public final class CnncEngine implements Engine {

    private static final String WEIGHTS = "META-INF/cnnc/weights.safetensors";

    /** Whether training does without what it can compute again. */
    private static final boolean RECOMPUTES = Boolean.getBoolean("cnnc.bench.recompute");

    @Override
    public void export(Network network, Path file) {
        compile(network).writeJar(file, network.info().name() + "\n", Optional.of(network.weights()));
    }

    private static Compilation compile(Network network) {
        CompilerOptions options = CompilerOptions.defaults().withRecompute(RECOMPUTES);
        return Compiler.compile(network.source(), options).result().orElseThrow();
    }

    @Override
    public Inference load(Path file, int batch, int threads) throws IOException {
        Model model = ModelLoader.load(file);
        PredictorOptions defaults = PredictorOptions.defaults();
        PredictorOptions options = defaults.withThreads(threads)
                .withSessions(threads)
                .withCapacity(Math.min(batch, defaults.capacity()));
        return new CnncInference(model.newPredictor(weights(model, file), options), batch);
    }

    private static Weights weights(Model model, Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                InputStream stream = file.getInputStream(file.getEntry(WEIGHTS))) {
            return Weights.load(model.info(), stream, jar.toString());
        }
    }

    @Override
    public Optional<Training> train(Network network, Images images, int[] labels, int threads) {
        return Optional.of(new CnncTraining(compile(network).load(), network.weights(), images, labels, threads));
    }

    private static final class CnncInference implements Inference {

        private final Predictor predictor;
        private final int batch;
        private final float[] output;
        private float[] pixels;

        CnncInference(Predictor predictor, int batch) {
            this.predictor = predictor;
            this.batch = batch;
            this.output = new float[batch * predictor.outputLength()];
        }

        @Override
        public void input(Images images) {
            pixels = images.pixels();
        }

        @Override
        public void run() {
            if (batch == 1) {
                predictor.predict(pixels, output);
            } else {
                predictor.predictBatch(pixels, batch, output);
            }
        }

        @Override
        public float[] output() {
            return output;
        }

        @Override
        public void close() {
            predictor.close();
        }
    }
}
