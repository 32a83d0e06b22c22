package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.data.IdxReader;
import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.data.InMemoryDataset;
import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.parallel.WorkerPool;
import dev.cnnc.runtime.train.Clipping;
import dev.cnnc.runtime.train.ParameterUpdate;
import dev.cnnc.runtime.train.optimiser.Adam;
import dev.cnnc.runtime.train.optimiser.AdamW;
import dev.cnnc.runtime.train.optimiser.Optimiser;
import dev.cnnc.runtime.train.optimiser.Rmsprop;
import dev.cnnc.runtime.train.optimiser.Sgd;
import dev.cnnc.runtime.train.optimiser.WeightDecay;
import dev.cnnc.runtime.train.schedule.Constant;
import dev.cnnc.runtime.train.schedule.Cosine;
import dev.cnnc.runtime.train.schedule.Progress;
import dev.cnnc.runtime.train.schedule.Schedule;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whole trainings of 20 steps beside PyTorch's in float64: every loss, the loss in inference mode afterwards (which shows
 * the running statistics), and where a file of them is at hand, the final weights. Two of the runs may leave the
 * path after step 5, because a float32 rounding can carry a unit over the kink of a relu or of a max pooling.
 */
class TrajectoryTest {
    private static final int BATCH = 32;
    private static final int STEPS = 20;
    private static final double FIRST_STEPS = 1e-5;
    private static final double ALL_STEPS = 1e-4;
    private static final double AFTER_A_KINK = 3e-2;

    private static final Map<String, Model> NETWORKS = Map.of(
            "a_convbn", new TapeModel("a_convbn", (tape, x) -> {
                Tape.Tensor h = tape.maxPool(tape.relu(tape.normalise("bn1",
                        tape.convolution("conv1", x, 8, 3, 1, 1, false))));
                h = tape.maxPool(tape.relu(tape.normalise("bn2", tape.convolution("conv2", h, 16, 3, 1, 1, false))));
                return tape.dense("fc", tape.flatten(h), 10);
            }),
            "b_lenet5", new TapeModel("b_lenet5", (tape, x) -> {
                ActivationKind tanh = ActivationKind.TANH;
                Tape.Tensor h = tape.avgPool(tape.activate(tanh, tape.convolution("c1", x, 6, 5, 1, 2, true)));
                h = tape.avgPool(tape.activate(tanh, tape.convolution("c3", h, 16, 5, 1, 0, true)));
                h = tape.activate(tanh, tape.dense("c5", tape.flatten(h), 120));
                return tape.dense("out", tape.activate(tanh, tape.dense("f6", h, 84)), 10);
            }),
            "c_residual", new TapeModel("c_residual", (tape, x) -> {
                Tape.Tensor h = tape.maxPool(tape.relu(tape.normalise("bn0",
                        tape.convolution("conv0", x, 8, 3, 1, 1, false))));
                h = tape.relu(tape.add(h, twoConvolutions(tape, "b1", h, 8, 1)));
                Tape.Tensor shortcut = tape.normalise("b2_projbn", tape.convolution("b2_proj", h, 16, 1, 2, 0, false));
                h = tape.relu(tape.add(shortcut, twoConvolutions(tape, "b2", h, 16, 2)));
                return tape.dense("fc", tape.globalAvgPool(h), 10);
            }),
            "d_kerascnn", new TapeModel("d_kerascnn", (tape, x) -> {
                Tape.Tensor h = tape.maxPool(tape.relu(tape.convolution("conv1", x, 32, 3, 1, 0, true)));
                h = tape.maxPool(tape.relu(tape.convolution("conv2", h, 64, 3, 1, 0, true)));
                return tape.dense("fc", tape.flatten(h), 10);
            }));

    private static Tape.Tensor twoConvolutions(Tape tape, String block, Tape.Tensor x, int filters, int stride) {
        Tape.Tensor h = tape.relu(tape.normalise(block + "_bn1",
                tape.convolution(block + "_conv1", x, filters, 3, stride, 1, false)));
        return tape.normalise(block + "_bn2", tape.convolution(block + "_conv2", h, filters, 3, 1, 1, false));
    }

    /** A line of {@code runs.txt}. */
    private record Run(String id, String start, Optimiser optimiser, Schedule schedule, double evaluationLoss,
            double spread, double[] losses) {
        static Run parse(String line) {
            String[] word = line.split(" ");
            double[] numbers = Arrays.stream(word, 11, word.length).mapToDouble(Double::parseDouble).toArray();
            Schedule schedule = word[10].equals("cosine") ? Cosine.PLAIN : new Constant();
            return new Run(word[0], word[1], optimiser(word), schedule, numbers[0], numbers[1],
                    Arrays.copyOfRange(numbers, 2, numbers.length));
        }

        private static Optimiser optimiser(String[] word) {
            double rate = Double.parseDouble(word[3]);
            double amount = Double.parseDouble(word[6]);
            double momentum = Double.parseDouble(word[4]);
            double beta1 = Double.parseDouble(word[7]);
            double beta2 = Double.parseDouble(word[8]);
            double epsilon = Double.parseDouble(word[9]);
            WeightDecay coupled = WeightDecay.coupled(amount).onAll();
            return switch (word[2]) {
                case "sgd" -> new Sgd(rate, momentum, Boolean.parseBoolean(word[5]), coupled);
                case "adam" -> new Adam(rate, beta1, beta2, epsilon, coupled);
                case "adamw" -> new AdamW(rate, beta1, beta2, epsilon, WeightDecay.decoupled(amount).onAll());
                case "rmsprop" -> new Rmsprop(rate, beta2, momentum, epsilon, coupled);
                default -> throw new IllegalArgumentException(word[2]);
            };
        }

        Model network() {
            return NETWORKS.get(id.substring(0, id.indexOf('-')));
        }
    }

    @Test
    void twentyStepsFollowPyTorch() throws IOException {
        List<Run> runs = Files.readAllLines(resource("runs.txt")).stream().filter(line -> !line.startsWith("#"))
                .map(Run::parse).toList();
        Dataset data = IdxReader.read(resource("images-idx3-ubyte.gz"), resource("labels-idx1-ubyte.gz"));
        List<String> strayed = new ArrayList<>();
        for (Run run : runs) {
            follow(run, data).ifPresent(strayed::add);
        }
        assertEquals(32, runs.size());
        assertTrue(strayed.size() <= 2, String.join("\n", strayed));
    }

    private static Optional<String> follow(Run run, Dataset data) throws IOException {
        Model model = run.network();
        Weights weights = Weights.load(model.info(), resource(run.start));
        double worst = 0;
        try (WorkerPool workers = new WorkerPool(2)) {
            TrainerOptions options = TrainerOptions.of(model.info()).withOptimiser(run.optimiser);
            Workspace workspace = Sessions.training(model, weights, options, workers);
            TrainingProgram program = model.training(workspace);
            ParameterUpdate update = new ParameterUpdate(
                    run.optimiser.rule(weights.parameters().length), workers, weights.parameters(),
                    workspace.gradients(), TrainingParts.ranges(model.info(), model.info().train()),
                    Clipping.NONE, null);
            Progress progress = new Progress(1, STEPS);
            BatchLoader loader = new BatchLoader(workspace, 0, PixelScaling.of(weights), data);
            int[] order = IntStream.range(0, data.size()).toArray();
            for (int step = 0; step < STEPS; step++) {
                loader.load(order, step * BATCH, BATCH);
                workspace.clearLoss();
                program.forward();
                double difference = Math.abs(workspace.lossSum() / BATCH - run.losses[step]);
                worst = Math.max(worst, difference);
                assertTrue(difference <= (step < 5 ? FIRST_STEPS : AFTER_A_KINK),
                        run.id + ", step " + (step + 1) + ": the loss is off by " + difference);
                program.backward();
                update.step(run.optimiser.rate() * run.schedule.factor(progress));
                progress.stepDone();
            }
            Evaluation evaluation = new Evaluator(model, weights, workers).evaluate(lastImages(data));
            worst = Math.max(worst, Math.abs(evaluation.loss() - run.evaluationLoss));
        }
        double weightsOff = weightsOff(run, weights);
        boolean followed = worst <= ALL_STEPS && weightsOff <= 10 * run.spread + 1e-4;
        return followed ? Optional.empty()
                : Optional.of(run.id + ": losses off by " + worst + ", weights by " + weightsOff);
    }

    /** The largest difference to the final weights; 0 where no file of them is at hand. */
    private static double weightsOff(Run run, Weights weights) {
        if (TrajectoryTest.class.getResource(path(run.id + ".safetensors")) == null) {
            return 0;
        }
        Weights expected = Weights.load(weights.info(), resource(run.id + ".safetensors"));
        double off = 0;
        for (String name : weights.names()) {
            float[] a = weights.get(name);
            float[] b = expected.get(name);
            for (int i = 0; i < a.length; i++) {
                off = Math.max(off, Math.abs(a[i] - b[i]));
            }
        }
        return off;
    }

    /** The 64 images that follow those of the 20 steps. */
    private static Dataset lastImages(Dataset data) {
        ImageShape shape = data.shape();
        byte[][] images = new byte[64][shape.bytes()];
        int[] labels = new int[images.length];
        for (int i = 0; i < images.length; i++) {
            data.copyPixels(STEPS * BATCH + i, images[i], 0);
            labels[i] = data.label(STEPS * BATCH + i);
        }
        return new InMemoryDataset(data.source(), shape, images, labels, List.of());
    }

    private static String path(String name) {
        return "/reference/training/" + name;
    }

    private static Path resource(String name) {
        try {
            return Path.of(TrajectoryTest.class.getResource(path(name)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
