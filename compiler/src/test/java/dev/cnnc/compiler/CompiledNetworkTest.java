package dev.cnnc.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.EpochResult;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.OutputInfo;
import dev.cnnc.runtime.ParameterInfo;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.Trainer;
import dev.cnnc.runtime.TrainerOptions;
import dev.cnnc.runtime.TrainingRun;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.data.InMemoryDataset;
import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of all stages together, run. */
class CompiledNetworkTest {

    /** Residual arms, branches, two outputs, batch norm, activations that need their input and such that do not. */
    private static final String MIXED = """
            model mixed(classes = 3) {
              input(8x8x3)
              conv(6, 3x3, padding = 1, bias = false)  bn  tanh
              residual {
                conv(6, 3x3, padding = 1, bias = false)  bn  silu
                conv(6, 3x3, padding = 1)
              } shortcut {
                conv(6, 1x1)  bn
              }
              stem: softplus
              side { global_avgpool  dense(classes)  early: output(weight = 0.3) }
              concat {
                branch { conv(5, 1x1)  sigmoid }
                branch { depthwise_conv(3x3, padding = 1)  bn  elu }
                branch { }
              }
              avgpool(2)
              flatten
              dense(8)  gelu
              dense(classes)  softmax
              answer: output
            }
            """;

    /** Convolutions that are not plain ones, and layers that move numbers. */
    private static final String MOVING = """
            model moving(classes = 3) {
              input(8x8x3)
              concat {
                branch { filter(sobel_x, padding = same) }
                branch { }
              }
              separable_conv(8, 3x3, padding = same, bias = false)  bn  prelu
              channel_shuffle(2)
              conv(8, 3x3, stride = 2, padding = 1)
              whole: tanh
              kept: whole -> slice(0, 3)
              whole -> slice(3)  filter(gaussian_blur, padding = same)
              changed: prelu(shared = true)
              kept, changed -> concat
              transposed_conv(6, 3x3, stride = 2, padding = 1, output_padding = 1, bias = false)  bn  tanh
              residual { transposed_conv(6, 1x1)  scale(0.3) }
              residual { conv(6, 1x1, bias = false)  bn  scale(-0.5) }
              image: silu
              gate: image -> global_avgpool  sigmoid
              image, gate, image -> multiply
              upsample(2, mode = bilinear)
              crop([[1, 3], [2, 2]])
              avgpool(2)
              pad([[0, 1], [1, 0]])
              locally_connected(4, 3x3, stride = 2)  softplus
              upsample([2, 1])
              permute(chw)
              reshape(3x4x6)
              conv(5, 2x2)  elu
              flatten
              dense(classes)  softmax
            }
            """;

    private static final int BATCH = 5;

    private static Compilation mixed;
    private static Compilation moving;

    @BeforeAll
    static void compile() {
        mixed = Models.compile(MIXED);
        moving = Models.compile(MOVING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vector", "loops"})
    void gradientsAreTheSlopesOfTheLoss(String kernels) {
        checkSlopes(mixed.load(), kernels);
        checkSlopes(moving.load(), kernels);
    }

    private static void checkSlopes(Model model, String kernels) {
        Weights weights = model.newWeights(4);
        Random random = new Random(5);
        jitter(weights, random);
        float[] inputs = inputs(random, BATCH * 8 * 8 * 3);
        int[] labels = {0, 1, 2, 1, 0};
        try (WorkerPool workers = new WorkerPool(2)) {
            TrainingRun run = new TrainingRun(model, weights, KernelChoice.named(kernels), workers, BATCH);
            run.poison(Float.NaN);
            run.forward(inputs, labels);
            float[] gradients = run.backward();
            for (ParameterInfo parameter : model.info().parameters()) {
                if (parameter.trainable()) {
                    checkSlope(run, weights, parameter, gradients, inputs, labels, random);
                }
            }
        }
    }

    /** Compares along the gradient's own signs, the direction in which a mistake in any element shows. */
    private static void checkSlope(TrainingRun run, Weights weights, ParameterInfo parameter, float[] gradients,
            float[] inputs, int[] labels, Random random) {
        float[] before = weights.get(parameter.name());
        float step = 2e-3f;
        double expected = 0;
        float[] direction = new float[before.length];
        for (int i = 0; i < direction.length; i++) {
            float gradient = gradients[parameter.offset() + i];
            assertTrue(Float.isFinite(gradient), parameter.name());
            direction[i] = random.nextInt(4) == 0 ? random.nextFloat() - 0.5f : Math.signum(gradient);
            expected += direction[i] * gradient;
        }
        double slope = (moved(run, weights, parameter, before, direction, step, inputs, labels)
                        - moved(run, weights, parameter, before, direction, -step, inputs, labels))
                / (2 * step);
        weights.set(parameter.name(), before);
        assertEquals(expected, slope, 2e-3 + 0.02 * Math.abs(expected), parameter.name());
    }

    private static double moved(TrainingRun run, Weights weights, ParameterInfo parameter, float[] before,
            float[] direction, float step, float[] inputs, int[] labels) {
        float[] values = before.clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += step * direction[i];
        }
        weights.set(parameter.name(), values);
        return run.forward(inputs, labels);
    }

    @Test
    void aBinaryCrossEntropyTakesTheSigmoidIntoItself() {
        Model model = Models.compile("""
                model binary {
                  input(2x2x1)
                  flatten
                  dense(3)  sigmoid
                  train { loss = binary_cross_entropy }
                }
                """).load();
        assertTrue(model.info().outputs().get(0).probabilities());
        Weights zeros = model.newWeights(1);
        Arrays.fill(zeros.parameters(), 0);
        InMemoryDataset data = new InMemoryDataset("one", new ImageShape(2, 2, 1), new byte[1][4], new int[1], List.of());
        try (Trainer trainer = model.newTrainer(zeros, TrainerOptions.of(model.info()).withEpochs(2).withThreads(1))) {
            assertEquals(Math.log(2), trainer.evaluate(data).loss(), 1e-6);
            List<EpochResult> results = trainer.fit(data);
            assertEquals(Math.log(2), results.get(0).trainLoss(), 1e-6);
            assertTrue(results.get(1).trainLoss() < Math.log(2));
        }
    }

    @Test
    void theEndOfTheModelIsItsFirstOutput() {
        String kept = MIXED.replace("weight = 0.3", "weight = 0.3, auxiliary = false");
        assertEquals(List.of("answer", "early"), names(Models.compile(kept).info().outputs()));
    }

    @Test
    void anOutputOfASidePathTrainsAndIsLeftOutOfPredictionsWithItsLayers() {
        assertEquals(List.of("answer"), names(mixed.info().outputs()));
        assertEquals(List.of("early"), names(mixed.info().auxiliaryOutputs()));
        assertEquals(0.3, mixed.info().auxiliaryOutputs().get(0).weight());
        Model model = mixed.load();
        Weights weights = model.newWeights(3);
        assertTrue(weights.names().contains("dense1.weight"));
        Weights without = weights.copy();
        without.set("dense1.weight", new float[weights.get("dense1.weight").length]);
        float[] image = inputs(new Random(1), 8 * 8 * 3);
        float[] expected = new float[3];
        float[] found = new float[3];
        try (Predictor one = model.newPredictor(weights); Predictor other = model.newPredictor(without)) {
            one.predict(image, expected);
            other.predict(image, found);
        }
        assertArrayEquals(expected, found);
        try (WorkerPool workers = new WorkerPool(1)) {
            int[] labels = {1};
            double loss = new TrainingRun(model, weights, KernelChoice.best(), workers, 1).forward(image, labels);
            double other = new TrainingRun(model, without, KernelChoice.best(), workers, 1).forward(image, labels);
            assertNotEquals(loss, other, 1e-6);
        }
    }

    private static List<String> names(List<OutputInfo> outputs) {
        return outputs.stream().map(OutputInfo::name).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {MIXED, MOVING})
    void passesChangePredictionsByRoundingOnly(String source) {
        Model with = Models.compile(source).load();
        Model without = Models.withoutPasses(source);
        Weights weights = with.newWeights(7);
        Random random = new Random(8);
        jitter(weights, random);
        Weights same = without.newWeights(0);
        weights.names().forEach(name -> same.set(name, weights.get(name)));
        float[] pixels = new float[4 * 8 * 8 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        try (Predictor one = with.newPredictor(weights); Predictor other = without.newPredictor(same)) {
            float[] expected = new float[4 * other.outputLength()];
            float[] found = new float[4 * one.outputLength()];
            other.predictBatch(pixels, 4, expected);
            one.predictBatch(pixels, 4, found);
            assertArrayEquals(expected, found, 2e-5f);
            float[] alone = new float[one.outputLength()];
            one.predict(Arrays.copyOf(pixels, one.inputLength()), alone);
            for (int i = 0; i < alone.length; i++) {
                assertEquals(found[i], alone[i], 2e-6f);
            }
        }
    }

    @Test
    void followingTheGradientLowersTheLoss() {
        Model model = mixed.load();
        Weights weights = model.newWeights(9);
        Random random = new Random(10);
        float[] inputs = inputs(random, 12 * 8 * 8 * 3);
        int[] labels = random.ints(12, 0, 3).toArray();
        try (WorkerPool workers = new WorkerPool(2)) {
            TrainingRun run = new TrainingRun(model, weights, KernelChoice.best(), workers, 12);
            double first = run.forward(inputs, labels);
            double last = first;
            for (int step = 0; step < 60; step++) {
                float[] gradients = run.backward();
                for (int i = 0; i < gradients.length; i++) {
                    weights.parameters()[i] -= 0.05f * gradients[i];
                }
                last = run.forward(inputs, labels);
            }
            assertTrue(last < 0.3 * first, "the loss went from " + first + " to " + last);
        }
    }

    /** Makes every parameter and statistic matter: biases that are not zero, variances that are not one. */
    private static void jitter(Weights weights, Random random) {
        for (float[] values : new float[][] {weights.parameters(), weights.state()}) {
            for (int i = 0; i < values.length; i++) {
                values[i] += 0.2f * (random.nextFloat() - 0.5f);
            }
        }
    }

    private static float[] inputs(Random random, int count) {
        float[] inputs = new float[count];
        for (int i = 0; i < count; i++) {
            inputs[i] = (float) random.nextGaussian();
        }
        return inputs;
    }
}
