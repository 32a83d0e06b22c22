package dev.cnnc.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.ParameterInfo;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.RateGroup;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrozenWeightsTest {

    private static final String PRODUCTS = """
            model products {
              input(8x8x3)
              first: conv(6, 3x3)  relu
              wide: depthwise_conv(3x3, padding = 1)  tanh
              back: transposed_conv(6, 2x2, stride = 2)
              stage: repeat 4 { conv(6, 3x3, padding = 1)  relu }
              global_avgpool
              body: dense(7)  sigmoid
              head: dense(3)
              train { freeze = [] }
            }
            """;

    private static final String NORMALISED = """
            model normalised {
              input(6x6x2)
              body: residual { conv(4, 3x3, padding = 1, bias = false)  bn  tanh } shortcut { conv(4, 1x1)  bn }
              tail: conv(4, 3x3)  bn
              global_avgpool
              head: dense(3)  softmax
              train { freeze = []  optimiser = sgd(rate = 0.1, weight_decay = 0.01, decay_all = true)  batch = 8 }
            }
            """;

    private static Model unfrozen;

    @BeforeAll
    static void compile() {
        unfrozen = model(PRODUCTS, "[]");
    }

    private static Model model(String source, String freeze) {
        return Models.compile(source.replace("freeze = []", "freeze = " + freeze)).load();
    }

    private static float[] random(int count, long seed) {
        float[] values = new float[count];
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }

    private static float[] gradients(Model model, Weights weights) {
        try (WorkerPool workers = new WorkerPool(2)) {
            TrainingRun run = new TrainingRun(model, weights, KernelChoice.best(), workers, 5);
            run.poison(Float.NaN);
            run.forward(random(5 * 8 * 8 * 3, 3), new int[] {0, 1, 2, 1, 0});
            return run.backward();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[\"first\"]", "[\"*\", \"!first\"]", "[\"stage.1*\", \"body\"]", "[\"*.bias\", \"wide\"]"})
    void whatLearnsHasTheGradientThatItHasWhenAllLearns(String freeze) {
        Model frozen = model(PRODUCTS, freeze);
        float[] all = gradients(unfrozen, frozen.newWeights(4));
        float[] some = gradients(frozen, frozen.newWeights(4));
        for (ParameterInfo parameter : frozen.info().parameters()) {
            int from = parameter.offset();
            int to = from + parameter.size();
            if (!frozen.info().train().isFrozen(parameter.name())) {
                assertArrayEquals(Arrays.copyOfRange(all, from, to), Arrays.copyOfRange(some, from, to),
                        parameter.name());
            }
        }
    }

    @Test
    void nothingIsComputedForLayersBelowAllThatLearn() {
        Compilation all = Models.compile(PRODUCTS);
        Compilation frozen = Models.compile(PRODUCTS.replace("freeze = []", "freeze = [\"*\", \"!head\"]"));
        assertTrue(source(all).contains(".backward("));
        assertEquals(2, source(frozen).split("\\.backward\\(").length - 1, "the loss and the head: " + source(frozen));
        assertFalse(source(frozen).contains("backwardFrozen"), source(frozen));
        assertTrue(frozen.info().memory().trainingFloatsPerImage() < all.info().memory().trainingFloatsPerImage() / 2);
    }

    private static String source(Compilation compilation) {
        return compilation.sources().values().iterator().next();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"[\"body\"]", "[\"tail\"]", "[\"*\", \"!head\"]", "[\"bn*\"]"})
    void frozenLayersKeepTheirWeightsAndStatisticsAndTheOthersLearn(String freeze) {
        Model model = model(NORMALISED, freeze);
        Weights weights = model.newWeights(4);
        Weights before = weights.copy();
        fit(model, weights, TrainerOptions.of(model.info()));
        for (ParameterInfo parameter : model.info().parameters()) {
            boolean same = Arrays.equals(before.get(parameter.name()), weights.get(parameter.name()));
            assertEquals(model.info().train().isFrozen(parameter.name()), same, parameter.name());
        }
    }

    private static void fit(Model model, Weights weights, TrainerOptions options) {
        byte[][] images = new byte[16][72];
        int[] labels = new int[16];
        Random random = new Random(5);
        for (int i = 0; i < images.length; i++) {
            random.nextBytes(images[i]);
            labels[i] = i % 3;
        }
        InMemoryDataset data = new InMemoryDataset("noise", new ImageShape(6, 6, 2), images, labels, List.of());
        try (Trainer trainer = model.newTrainer(weights, options.withEpochs(1).withThreads(1))) {
            trainer.fit(data);
        }
    }

    @Test
    void aFrozenNormUsesItsRunningStatisticsInTraining() {
        Model model = model(NORMALISED, "[\"*\", \"!head\"]");
        Weights weights = model.newWeights(4);
        weights.set("bn1.running_mean", random(4, 7));
        for (String state : List.of("body.bn1.running_mean", "body.bn2.running_mean", "body.bn1.bias")) {
            weights.set(state, random(4, 8));
        }
        weights.set("body.bn1.running_var", new float[] {0.2f, 1, 3, 7});
        float[] image = random(72, 9);
        float[] probabilities = new float[3];
        try (WorkerPool workers = new WorkerPool(1); Predictor predictor = model.newPredictor(weights)) {
            predictor.predict(image, probabilities);
            TrainingRun run = new TrainingRun(model, weights, KernelChoice.best(), workers, 1);
            assertEquals(-Math.log(probabilities[1]), run.forward(image, new int[] {1}), 1e-5);
        }
    }

    @Test
    void theGradientThroughAFrozenNormIsTheSlope() {
        Model model = model(NORMALISED, "[\"*bn*\", \"tail\"]");
        Weights weights = model.newWeights(4);
        weights.set("body.bn1.running_var", new float[] {0.2f, 1, 3, 7});
        float[] images = random(3 * 72, 9);
        int[] labels = {0, 1, 2};
        try (WorkerPool workers = new WorkerPool(1)) {
            TrainingRun run = new TrainingRun(model, weights, KernelChoice.best(), workers, 3);
            run.forward(images, labels);
            float[] gradients = run.backward();
            float[] values = weights.parameters();
            for (int i = 0; i < 72; i++) {
                float value = values[i];
                values[i] = value + 0.01f;
                double above = run.forward(images, labels);
                values[i] = value - 0.01f;
                double below = run.forward(images, labels);
                values[i] = value;
                assertEquals((above - below) / 0.02, gradients[i], 2e-3, "weight " + i);
            }
        }
    }

    @Test
    void otherFrozenWeightsThanCompiledAndUnknownGroupsAreRefused() {
        Model model = model(NORMALISED, "[\"body\"]");
        TrainerOptions options = TrainerOptions.of(model.info());
        assertEquals("which weights are frozen is compiled into the network: normalised has [body], the settings"
                + " say []", refusal(model, options.withTrain(options.train().withFreeze(List.of()))));
        assertEquals("no weight of normalised is named 'tale'; its first is body.conv1.weight",
                refusal(model, options.withRates(List.of(new RateGroup("tale", 0.1)))));
    }

    private static String refusal(Model model, TrainerOptions options) {
        return assertThrows(CnncException.class, () -> model.newTrainer(options)).getMessage();
    }

    @Test
    void theLastGroupThatCoversAWeightCounts() {
        Model model = Models.compile(NORMALISED.replace("freeze = []",
                "rates = [group(\"*\", 0.5), group(\"tail\", 0.25), group(\"*.bias\", factor = 2)]")).load();
        Weights plain = model.newWeights(4);
        Weights grouped = model.newWeights(4);
        Weights before = plain.copy();
        TrainerOptions options = TrainerOptions.of(model.info()).withBatch(16);
        fit(model, plain, options.withRates(List.of()));
        fit(model, grouped, options);
        List<String> names = List.of("body.conv1.weight", "tail.weight", "head.bias");
        double[] factors = {0.5, 0.25, 2};
        for (int i = 0; i < factors.length; i++) {
            float start = before.get(names.get(i))[1];
            double expected = factors[i] * (plain.get(names.get(i))[1] - start);
            double change = grouped.get(names.get(i))[1] - start;
            assertEquals(expected, change, 1e-5 + 1e-3 * Math.abs(expected), names.get(i));
        }
    }

    @Test
    void optionsOfTheCompilerTakeThePlaceOfTheSection() {
        String source = PRODUCTS.replace("freeze = []", "freeze = [\"first\"]");
        Compilation compilation = Models.withFile(source, file -> Models.result(
                Compiler.compile(file, CompilerOptions.defaults().withFreeze(List.of("body", "stage")))));
        assertEquals(List.of("body", "stage"), compilation.info().train().freeze());
    }

    @ParameterizedTest
    @CsvSource({
        "'[\"frst\"]', no weight or layer is named 'frst', did you mean 'first'?",
        "'[\"xyz*\"]', no weight or layer is named 'xyz*', they are named first.weight to head.bias",
        "'[\"*\"]', 'every weight is frozen, so nothing is left to learn', 'take back what shall learn, as in [\"*\", "
                + "\"!head\"]'",
        "'\"first\"', freeze must be a list of names of weights or layers such as [\"stem*\"], ",
        "'[]  rates = [group(\"first\", 0)]', factor must be a number above 0, ",
        "'[]  rates = [group(\"last\", 2)]', no weight or layer is named 'last', "})
    void patternsAreChecked(String freeze, String message, String hint) {
        Outcome<Compilation> outcome = Models.attempt(PRODUCTS.replace("freeze = []", "freeze = " + freeze));
        List<Diagnostic> all = outcome.diagnostics();
        assertEquals(1, all.size(), all::toString);
        assertTrue(all.get(0).message().startsWith(message.split(",")[0]), all.get(0).message());
        assertTrue(hint == null || all.get(0).hint().equals(hint), all.get(0).hint());
    }
}
