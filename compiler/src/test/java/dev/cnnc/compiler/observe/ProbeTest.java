package dev.cnnc.compiler.observe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.Models;
import dev.cnnc.compiler.layer.LayerCatalogue;
import dev.cnnc.compiler.layer.LayerKind;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.PredictorOptions;
import dev.cnnc.runtime.TrainingRun;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a probe reads, against truncated networks, generated code and finite differences. */
class ProbeTest {

    private static final int BATCH = 3;

    private static final String HEAD = """
            model net {
              input(6x6x2, scale = 0.01, mean = 0.5)
              conv(4, 3x3, padding = 1, bias = false)  bn  relu
            """;

    private static final String ARMS = """
              residual { conv(4, 3x3, padding = 1)  bn  silu  scale(0.5) }
              concat {
                branch { maxpool(2) }
                branch { conv(3, 2x2, stride = 2, activation = tanh) }
              }
              dropout(0.5)
            """;

    private static final String NET = HEAD + ARMS + "  flatten  dense(5)  tanh  dense(3)  softmax }";

    /** Without kinks, where finite differences would be neither of the slopes. */
    private static final String SMOOTH = NET.replace("relu", "softplus").replace("maxpool", "avgpool");

    /** What each layer gives is what the network gives that ends with it. */
    @ParameterizedTest
    @ValueSource(strings = {"conv1", "bn1", "relu1"})
    void anActivationIsTheOutputOfTheNetworkThatEndsThere(String path) {
        String body = "model net { input(6x6x2, scale = 0.01, mean = 0.5) conv(4, 3x3, padding = 1, bias = false) "
                + (path.equals("conv1") ? "" : "bn ") + (path.equals("relu1") ? "relu " : "") + "}";
        Weights weights = jittered(NET);
        Model truncated = Models.compile(body).load();
        Weights part = truncated.newWeights(1);
        part.names().forEach(name -> part.set(name, weights.get(name)));
        float[] pixels = pixels(2);
        try (Probe probe = Models.observe(NET).probe(weights, Mode.PREDICTING, BATCH, 2)) {
            probe.forward(pixels, 2);
            Reading reading = probe.activation(path);
            assertEquals(List.of(2, 6, 6, 4),
                    List.of(reading.images(), reading.height(), reading.width(), reading.channels()));
            assertArrayEquals(predict(truncated, part, pixels, 2), reading.values(), 1e-5f);
        }
    }

    @Test
    void theLastActivationIsWhatThePredictorGives() {
        Model model = Models.compile(NET).load();
        Weights weights = jittered(NET);
        float[] pixels = pixels(BATCH);
        try (Probe probe = Models.observe(NET).probe(weights, Mode.PREDICTING, BATCH, 1)) {
            probe.forward(pixels, BATCH);
            assertArrayEquals(predict(model, weights, pixels, BATCH), probe.activation("softmax1").values(), 1e-5f);
            assertEquals("concat1", probe.activation("dropout1").layer());
        }
    }

    @Test
    void readingsAreOfTheWeightsAsTheyAreNow() {
        Weights weights = jittered(NET);
        try (Probe probe = Models.observe(NET).probe(weights, Mode.TRAINING, 1, 1)) {
            float[] state = weights.state().clone();
            probe.forward(pixels(1), 1);
            float before = probe.activation("conv1").at(0, 1, 2, 3);
            weights.set("conv1.weight", new float[4 * 2 * 9]);
            probe.forward(pixels(1), 1);
            assertTrue(before != 0);
            assertEquals(0, probe.activation("conv1").at(0, 1, 2, 3));
            assertArrayEquals(state, weights.state());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense2", "softmax1", "concat1", "softplus1"})
    void gradientsOfALayerByAllBeforeItAreFiniteDifferences(String source) {
        Weights weights = jittered(SMOOTH);
        try (Probe probe = Models.observe(SMOOTH).probe(weights, Mode.PREDICTING, 2, 1)) {
            float[] pixels = pixels(2);
            probe.forward(pixels, 2);
            float[] seed = random(probe.activation(source).values().length, 5);
            probe.backward(source, seed);
            float[] found = probe.gradient("input1").values();
            float[] weightsFound = probe.parameterGradient("conv1.weight");
            for (int i = 0; i < pixels.length; i++) {
                float[] moved = pixels.clone();
                // The gradient is by the scaled pixel.
                moved[i] += 0.5f;
                double above = weighted(probe, moved, source, seed);
                moved[i] -= 1;
                double difference = (above - weighted(probe, moved, source, seed)) / (1.0 * 0.01);
                assertEquals(difference, found[i], 2e-3 + 0.02 * Math.abs(difference), "pixel " + i);
            }
            float[] kernel = weights.get("conv1.weight");
            for (int c = 0; c < kernel.length; c++) {
                double above = withKernel(probe, weights, kernel, c, 0.01f, pixels, source, seed);
                double below = withKernel(probe, weights, kernel, c, -0.01f, pixels, source, seed);
                double difference = (above - below) / 0.02;
                assertEquals(difference, weightsFound[c], 2e-3 + 0.02 * Math.abs(difference), "kernel " + c);
            }
        }
    }

    private static double withKernel(Probe probe, Weights weights, float[] kernel, int c, float step, float[] pixels,
            String source, float[] seed) {
        float[] moved = kernel.clone();
        moved[c] += step;
        weights.set("conv1.weight", moved);
        double value = weighted(probe, pixels, source, seed);
        weights.set("conv1.weight", kernel);
        return value;
    }

    private static double weighted(Probe probe, float[] pixels, String source, float[] seed) {
        probe.forward(pixels, 2);
        float[] values = probe.activation(source).values();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += seed[i] * (double) values[i];
        }
        return sum;
    }

    @Test
    void aTrainingStepHasTheLossAndTheGradientsOfTheGeneratedCode() {
        Compilation compilation = Models.compile(NET);
        Weights weights = jittered(NET);
        float[] pixels = pixels(BATCH);
        int[] labels = {2, 0, 1};
        float[] scaled = new float[pixels.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = pixels[i] * 0.01f - 0.5f;
        }
        try (Probe probe = Models.observe(NET).probe(weights, Mode.TRAINING, BATCH, 1);
                WorkerPool workers = new WorkerPool(1)) {
            probe.forward(pixels, BATCH);
            double loss = probe.backward(labels);
            TrainingRun run = new TrainingRun(
                    compilation.load(), weights.copy(), KernelChoice.best(), workers, BATCH);
            assertEquals(run.forward(scaled, labels), loss, 1e-5);
            float[] expected = run.backward();
            for (var parameter : compilation.info().parameters()) {
                if (parameter.trainable()) {
                    float[] found = probe.parameterGradient(parameter.name());
                    for (int i = 0; i < found.length; i++) {
                        assertEquals(expected[parameter.offset() + i], found[i], 1e-4f, parameter.name());
                    }
                }
            }
        }
    }

    static List<LayerKind> kinds() {
        return LayerCatalogue.kinds();
    }

    /** Also that every operation is found by name, as the generated code finds it. */
    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindOfLayerHasActivationsAndGradients(LayerKind kind) {
        ObservedNetwork network =
                Models.observe("model example {\n" + kind.documentation().example() + "\n}\n");
        Weights weights = Weights.initialised(network.info(), 1);
        float[] pixels = random(2 * network.info().input().size(), 7);
        for (Mode mode : Mode.values()) {
            try (Probe probe = network.probe(weights, mode, 2, 1)) {
                probe.forward(pixels, 2);
                probe.backward(new int[] {0, 1});
                for (String layer : probe.layers()) {
                    assertFinite(probe.activation(layer));
                    assertFinite(probe.gradient(layer));
                }
            }
        }
    }

    private static void assertFinite(Reading reading) {
        for (float value : reading.values()) {
            assertTrue(Float.isFinite(value), reading.layer());
        }
    }

    @Test
    void lossesByTargetsHaveTheClassAsTheirTarget() {
        String net = "model net { input(2x2x1) flatten dense(2) sigmoid  train { loss = mse } }";
        ObservedNetwork network = Models.observe(net);
        Weights weights = Weights.initialised(network.info(), 1);
        weights.set("dense1.weight", new float[8]);
        try (Probe probe = network.probe(weights, Mode.PREDICTING, 1, 1)) {
            probe.forward(new float[4], 1);
            assertEquals(0.25, probe.backward(new int[] {1}), 1e-6);
            assertArrayEquals(new float[] {0.5f, -0.5f}, probe.gradient("sigmoid1").values(), 1e-6f);
            assertArrayEquals(new float[] {0.125f, -0.125f}, probe.gradient("dense1").values(), 1e-6f);
        }
    }

    @Test
    void whatIsNotAncestorHasNoGradient() {
        Weights weights = jittered(NET);
        try (Probe probe = Models.observe(NET).probe(weights, Mode.PREDICTING, 1, 1)) {
            probe.forward(pixels(1), 1);
            probe.backward(new int[] {1});
            probe.backward("conv1", random(6 * 6 * 4, 1));
            assertArrayEquals(new float[5], probe.gradient("dense1").values());
            assertArrayEquals(random(6 * 6 * 4, 1), probe.gradient("conv1").values());
        }
    }

    @Test
    void anUnknownLayerIsToldOfWithASuggestion() {
        try (Probe probe = Models.observe(NET).probe(jittered(NET), Mode.PREDICTING, 1, 1)) {
            assertThrows(IllegalStateException.class, () -> probe.activation("conv1"));
            probe.forward(pixels(1), 1);
            String message = assertThrows(CnncException.class, () -> probe.activation("cnov1")).getMessage();
            assertEquals("net has no layer 'cnov1'; did you mean 'conv1'?", message);
        }
    }

    private static Weights jittered(String net) {
        Weights weights = Weights.initialised(Models.observe(net).info(), 3);
        Random numbers = new Random(4);
        for (float[] values : List.of(weights.parameters(), weights.state())) {
            for (int i = 0; i < values.length; i++) {
                values[i] += 0.2f * (numbers.nextFloat() - 0.5f);
            }
        }
        return weights;
    }

    private static float[] pixels(int images) {
        Random numbers = new Random(9);
        float[] pixels = new float[images * 6 * 6 * 2];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 255 * numbers.nextFloat();
        }
        return pixels;
    }

    private static float[] random(int n, int seed) {
        Random numbers = new Random(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) numbers.nextGaussian();
        }
        return values;
    }

    private static float[] predict(Model model, Weights weights, float[] pixels, int images) {
        PredictorOptions options = PredictorOptions.defaults().withThreads(1).withSessions(1);
        try (Predictor predictor = model.newPredictor(weights, options)) {
            float[] out = new float[images * predictor.outputLength()];
            predictor.predictBatch(pixels, images, out);
            return out;
        }
    }
}
