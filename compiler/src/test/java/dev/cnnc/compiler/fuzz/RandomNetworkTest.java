package dev.cnnc.compiler.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.Models;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.lower.Lowering;
import dev.cnnc.compiler.lower.Program;
import dev.cnnc.compiler.lower.Recomputation;
import dev.cnnc.compiler.pass.Pass;
import dev.cnnc.compiler.pass.Passes;
import dev.cnnc.compiler.pass.Passes.Stage;
import dev.cnnc.compiler.plan.PlannedProgram;
import dev.cnnc.compiler.train.TrainSettings;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.PredictorOptions;
import dev.cnnc.runtime.TrainingRun;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tag;

/** Random valid networks, against an implementation that shares no code with the compiler's. */
class RandomNetworkTest {

    /**
     * A channel without variance multiplies its gradient by 1 / sqrt(epsilon), about 300, in each norm; more of them in
     * a row exceed what a float holds, and rightly so.
     */
    private static final int MOST_NORMS = 12;

    private static final Set<String> NORMS = Set.of("bn", "layer_norm", "group_norm", "instance_norm");

    /**
     * Repeated products of tensors square their values each time. Beyond this a float holds them no more, or not the
     * squares that their gradients come to.
     */
    private static final double LARGEST_VALUE = 1e15;

    private static final String SEED = "20";
    private static final int BATCH = 3;

    @Provide
    Arbitrary<RandomNetwork> networks() {
        return Arbitraries.integers()
                .between(0, 9999)
                .withDistribution(RandomDistribution.uniform())
                .list()
                .ofMaxSize(160)
                .withSizeDistribution(RandomDistribution.uniform())
                .map(RandomNetwork::of);
    }

    @Property(tries = 1000, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void shapesCountsAndPlacesAreThoseOfTheNaiveNetwork(@ForAll("networks") RandomNetwork random) {
        checkCounts(random);
    }

    @Tag("campaign")
    @Property(tries = 100_000, edgeCases = EdgeCasesMode.NONE)
    void shapesCountsAndPlacesAreRightAHundredThousandTimes(@ForAll("networks") RandomNetwork random) {
        checkCounts(random);
    }

    @Property(tries = 30, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void generatedCodePredictsWhatTheNaiveNetworkPredicts(@ForAll("networks") RandomNetwork random) {
        checkCode(random);
    }

    @Tag("campaign")
    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void generatedCodeIsRightTwoThousandTimes(@ForAll("networks") RandomNetwork random) {
        checkCode(random);
    }

    private static void checkCounts(RandomNetwork random) {
        Graph graph = Models.graph(random.text());
        List<NaiveNetwork.Place> places = random.network().places();
        assertEquals(places.size(), graph.nodes().size(), "layers");
        for (int at = 0; at < places.size(); at++) {
            Node node = graph.nodes().get(at);
            NaiveLayer layer = places.get(at).layer();
            assertEquals(layer.kind(), node.layer().kind().name(), node.origin().path());
            NaiveShape shape =
                    new NaiveShape((int) node.shape().height(), (int) node.shape().width(), (int) node.shape().channels());
            assertEquals(layer.shape(), shape, node.origin().path());
            assertEquals(layer.macs(), node.macs(), node.origin().path());
            assertEquals(layer.parameters(), node.parameters().stream().map(RandomNetworkTest::parameter).toList(),
                    node.origin().path());
        }
        ArenaSimulation.check(PlannedProgram.of(Lowering.inference(last(Passes.run(Passes.inference(false), graph)))));
        ArenaSimulation.check(PlannedProgram.of(training(graph, false)));
        Program step = training(graph, true);
        for (int chain : List.of(1, 3, Integer.MAX_VALUE)) {
            ArenaSimulation.check(PlannedProgram.of(Recomputation.of(step, chain)));
        }
    }

    private static Program training(Graph graph, boolean recompute) {
        List<Pass> passes = Passes.training(TrainSettings.defaults(), false, recompute);
        return Lowering.training(last(Passes.run(passes, graph)), 0);
    }

    private static NaiveLayer.NaiveParameter parameter(NamedParameter named) {
        return new NaiveLayer.NaiveParameter(named.role(), named.parameter().count(), named.parameter().trainable());
    }

    private static Graph last(List<Stage> stages) {
        return stages.get(stages.size() - 1).graph();
    }

    private static void checkCode(RandomNetwork random) {
        Compilation compilation = Models.compile(random.text());
        Model model = compilation.load();
        Weights weights = model.newWeights(11);
        Random numbers = new Random(12);
        jitter(weights.parameters(), numbers);
        jitter(weights.state(), numbers);
        Graph graph = Models.graph(random.text());
        float[] images = new float[BATCH * random.network().shape(0).size()];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) numbers.nextGaussian();
        }
        if (!checkPredictions(random.network(), graph, model, weights, images)) {
            return;
        }
        if (graph.nodes().stream().filter(node -> NORMS.contains(node.layer().kind().name())).count() <= MOST_NORMS) {
            checkTraining(random, model, weights, images);
        }
    }

    /** @return whether a float holds all that the layers compute */
    private static boolean checkPredictions(
            NaiveNetwork network, Graph graph, Model model, Weights weights, float[] images) {
        PredictorOptions options = PredictorOptions.defaults().withThreads(1).withSessions(1).withCapacity(BATCH);
        try (Predictor predictor = model.newPredictor(weights, options)) {
            int outputs = predictor.outputLength();
            float[] found = new float[BATCH * outputs];
            predictor.predictBatch(images, BATCH, found);
            for (int image = 0; image < BATCH; image++) {
                int size = predictor.inputLength();
                double[] pixels = new double[size];
                for (int i = 0; i < size; i++) {
                    pixels[i] = images[image * size + i];
                }
                BiFunction<Integer, String, float[]> parameters = (place, role) ->
                        weights.get(graph.nodes().get(place).origin().path() + "." + role);
                Largest largestWithin = new Largest();
                double[] expected = network.predict(pixels, parameters, largestWithin);
                // Not the same as "larger than": beyond the range of a double, infinity times zero is no number.
                if (!(largestWithin.value <= LARGEST_VALUE)) {
                    return false;
                }
                double[] rounded = network.predict(pixels, parameters, rounding(new Random(image)));
                assertEquals(expected.length, outputs, "the length of all outputs");
                double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
                for (int i = 0; i < expected.length; i++) {
                    double uncertain = 10 * Math.abs(rounded[i] - expected[i]);
                    assertEquals(expected[i], found[image * outputs + i], 1e-5 + 2e-4 * largest + uncertain,
                            "output " + i);
                }
            }
        }
        return true;
    }

    /** Looks at what every layer gives, and changes nothing. */
    private static final class Largest implements UnaryOperator<double[]> {

        double value;

        @Override
        public double[] apply(double[] values) {
            value = Math.max(value, Arrays.stream(values).map(Math::abs).max().orElse(0));
            return values;
        }
    }

    /**
     * The error of a sum of floats. Norms of numbers that are almost equal blow it up, and what is left of the
     * difference is not to be held against the generated code.
     */
    private static UnaryOperator<double[]> rounding(Random random) {
        return values -> {
            double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
            return Arrays.stream(values)
                    .map(value -> value + largest * Math.ulp(1f) * random.nextGaussian())
                    .toArray();
        };
    }

    private static void checkTraining(RandomNetwork random, Model model, Weights weights, float[] images) {
        int[] labels = new int[BATCH];
        for (int i = 0; i < BATCH; i++) {
            labels[i] = i % random.classes();
        }
        Model again = Models.recomputing(random.text()).load();
        for (String kernels : List.of("vector", "loops")) {
            float[] gradients = gradients(model, weights, images, labels, kernels);
            for (float gradient : gradients) {
                assertTrue(Float.isFinite(gradient), "a gradient with " + kernels);
            }
            assertArrayEquals(gradients, gradients(again, weights, images, labels, kernels), "recomputed, " + kernels);
        }
    }

    private static float[] gradients(Model model, Weights weights, float[] images, int[] labels, String kernels) {
        try (WorkerPool workers = new WorkerPool(1)) {
            TrainingRun run = new TrainingRun(model, weights, KernelChoice.named(kernels), workers, BATCH);
            run.poison(Float.NaN);
            assertTrue(Double.isFinite(run.forward(images, labels)), "the loss with " + kernels);
            return run.backward();
        }
    }

    /** Makes biases that are not zero and variances that are not one. */
    private static void jitter(float[] values, Random numbers) {
        for (int i = 0; i < values.length; i++) {
            values[i] += 0.2f * (numbers.nextFloat() - 0.5f);
        }
    }
}
