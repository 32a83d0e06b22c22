package dev.cnnc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.EpochResult;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.OutputInfo;
import dev.cnnc.runtime.Prediction;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.Trainer;
import dev.cnnc.runtime.TrainerOptions;
import dev.cnnc.runtime.TrainingRun;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.data.InMemoryDataset;
import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which loss a network is trained with, and whether its answers are probabilities. */
class LossesTest {

    private static final String MEAN_OF_SOFTMAXES = """
            model places {
              input(8x8x1, scale = 1 / 255)
              conv(6, 3x3)  tanh
              conv(3, 1x1)  softmax
              global_avgpool
              train { batch = 10 epochs = 25 optimiser = adam(rate = 0.05) }
            }
            """;

    private static ModelInfo info(String body) {
        return Models.withFile("model net { input(8x8x1) " + body + " }",
                file -> Models.result(Compiler.info(file, CompilerOptions.defaults())));
    }

    private static Model network(String body) {
        return Models.compile("model net { input(8x8x1) " + body + " }").load();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        // What the layers show.
        "flatten dense(3)                           |                      | cross_entropy logits          | false",
        "flatten dense(3) softmax                   |                      | cross_entropy logits          | true",
        "flatten dense(3) log_softmax               |                      | cross_entropy logits          | false",
        "conv(3, 8x8) softmax flatten               |                      | cross_entropy probabilities   | true",
        "conv(3, 3x3) softmax global_avgpool        |                      | cross_entropy probabilities   | true",
        "conv(3, 3x3) softmax avgpool(6)            |                      | cross_entropy probabilities   | true",
        "conv(3, 3x3) softmax adaptive_avgpool(1)   |                      | cross_entropy probabilities   | true",
        "conv(3, 3x3) softmax upsample(2) avgpool(2) crop(1) avgpool(4) |  | cross_entropy probabilities   | true",
        "conv(3, 3x3) softmax global_maxpool        |                      | cross_entropy logits          | false",
        "conv(3, 3x3) softmax sumpool(6)            |                      | cross_entropy logits          | false",
        "flatten dense(3) softmax dropout(0.1)      |                      | cross_entropy probabilities   | true",
        "flatten dense(3) sigmoid                   | binary_cross_entropy | binary_cross_entropy logits   | true",
        "flatten dense(3) softmax                   | binary_cross_entropy | binary_cross_entropy probabilities | true",
        "conv(3, 3x3) sigmoid global_avgpool        | binary_cross_entropy | binary_cross_entropy probabilities | true",
        "conv(3, 3x3) sigmoid global_maxpool        | binary_cross_entropy | binary_cross_entropy probabilities | true",
        "flatten dense(3) sigmoid                   |                      | cross_entropy logits          | false",
        "flatten dense(3) sigmoid                   | mse                  | mse                           | false",
        "flatten dense(3) softmax                   | mse                  | mse                           | true",
        // What the user says.
        "flatten dense(3) softmax        | cross_entropy(reads = logits)        | cross_entropy logits        | false",
        "flatten dense(3) softmax        | cross_entropy(reads = probabilities) | cross_entropy logits        | true",
        "flatten dense(3) relu           | cross_entropy(reads = probabilities) | cross_entropy probabilities | true",
        "conv(3, 3x3) softmax global_avgpool | cross_entropy(reads = logits)    | cross_entropy logits        | false",
    })
    void whatALossReadsFollowsFromTheLayersOrIsSaid(
            String body, String loss, String expected, boolean probabilities) {
        OutputInfo output = info(body + (loss == null ? "" : " train { loss = " + loss + " }")).outputs().get(0);
        assertEquals(expected, (output.loss().kind() + " " + output.loss().reads()).strip());
        assertEquals(probabilities, output.probabilities());
    }

    /** Softmax of probabilities would make nearly equal ones of them. */
    @Test
    void meansOfSoftmaxesAreTheAnswerAsTheyAre() {
        Model model = Models.compile(MEAN_OF_SOFTMAXES).load();
        Weights weights = model.newWeights(3);
        try (Predictor predictor = model.newPredictor(weights)) {
            float[] out = new float[3];
            BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
            predictor.predict(image, out);
            List<Prediction> ranked = predictor.classify(image, 3);
            for (Prediction prediction : ranked) {
                assertEquals(out[prediction.index()], prediction.probability());
            }
            assertEquals(1, out[0] + out[1] + out[2], 1e-6);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "conv(3, 3x3) softmax global_avgpool | cross_entropy",
        "conv(3, 3x3) sigmoid global_avgpool | binary_cross_entropy",
        "conv(3, 3x3) softmax avgpool(6) output(weight = 0.4) | cross_entropy",
    })
    void gradientsThroughProbabilitiesAreTheSlopesOfTheLoss(String body, String loss) {
        Model model = network("conv(4, 3x3, padding = 1) tanh " + body
                + " train { label_smoothing = 0.1 loss = " + loss + " }");
        Weights weights = model.newWeights(2);
        Random random = new Random(4);
        float[] inputs = new float[3 * 64];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextGaussian();
        }
        int[] labels = {2, 0, 1};
        try (WorkerPool workers = new WorkerPool(2)) {
            TrainingRun run = new TrainingRun(model, weights, KernelChoice.best(), workers, 3);
            run.forward(inputs, labels);
            float[] gradients = run.backward();
            float[] parameters = weights.parameters();
            double expected = 0;
            double actual = 0;
            for (int i = 0; i < parameters.length; i++) {
                float before = parameters[i];
                float step = 5e-3f;
                parameters[i] = before + step;
                double above = run.forward(inputs, labels);
                parameters[i] = before - step;
                double slope = (above - run.forward(inputs, labels)) / (2 * step);
                parameters[i] = before;
                assertEquals(slope, gradients[i], 2e-4 * (1 + Math.abs(slope)), "parameter " + i);
                expected += Math.abs(slope);
                actual += Math.abs(gradients[i]);
            }
            assertTrue(expected > 0.01, "there is a slope");
            assertEquals(expected, actual, 1e-3 * expected);
        }
    }

    @Test
    void aMeanOfSoftmaxesLearns() {
        Model model = Models.compile(MEAN_OF_SOFTMAXES).load();
        Random random = new Random(1);
        int size = 60;
        byte[][] images = new byte[size][64];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % 3;
            // Stripes across, stripes down, or none.
            for (int k = 0; k < 64; k++) {
                int stripe = labels[i] == 0 ? k / 8 % 2 : labels[i] == 1 ? k % 2 : 1;
                images[i][k] = (byte) (stripe * 150 + random.nextInt(100));
            }
        }
        InMemoryDataset data = new InMemoryDataset("stripes", new ImageShape(8, 8, 1), images, labels, List.of());
        try (Trainer trainer = model.newTrainer(TrainerOptions.of(model.info()).withThreads(1))) {
            List<EpochResult> results = trainer.fit(data);
            EpochResult last = results.get(results.size() - 1);
            assertTrue(last.trainLoss() < 0.6 * results.get(0).trainLoss(), results.toString());
            assertTrue(last.trainAccuracy() > 0.95, last.toString());
            // One step's loss is taken before the step, so the two agree in size only.
            assertEquals(last.trainLoss(), trainer.evaluate(data).loss(), 0.1 * last.trainLoss());
        }
    }

    /** Two outputs, each with a loss and a weight of its own, against the two losses computed here. */
    @Test
    void theLossOfSeveralOutputsIsTheirWeightedSum() {
        Model model = network("conv(4, 3x3) tanh flatten "
                + "side { dense(3)  early: output(loss = huber(delta = 0.5), weight = 0.3, auxiliary = false) } "
                + "dense(3) softmax  answer: output(weight = 2)");
        Weights weights = model.newWeights(6);
        Random random = new Random(7);
        byte[][] images = new byte[4][64];
        for (byte[] image : images) {
            random.nextBytes(image);
        }
        int[] labels = {1, 0, 2, 2};
        InMemoryDataset data = new InMemoryDataset("noise", new ImageShape(8, 8, 1), images, labels, List.of());
        double expected = 0;
        try (Predictor predictor = model.newPredictor(weights)) {
            float[] out = new float[6];
            for (int i = 0; i < labels.length; i++) {
                float[] pixels = new float[64];
                for (int k = 0; k < 64; k++) {
                    pixels[k] = images[i][k] & 0xff;
                }
                predictor.predict(pixels, out);
                expected -= 2 * Math.log(out[labels[i]]) / labels.length;
                for (int c = 0; c < 3; c++) {
                    double d = Math.abs(out[3 + c] - (c == labels[i] ? 1 : 0));
                    expected += 0.3 / 3 / labels.length * (d < 0.5 ? d * d / 2 : 0.5 * (d - 0.25));
                }
            }
        }
        TrainerOptions options = TrainerOptions.of(model.info()).withThreads(1).withEpochs(1).withRate(1e-30);
        try (Trainer trainer = model.newTrainer(weights, options)) {
            assertEquals(expected, trainer.evaluate(data).loss(), 1e-5 * expected);
            assertEquals(expected, trainer.fit(data).get(0).trainLoss(), 1e-5 * expected);
        }
    }

    @Test
    void whatRegularisersAddIsInTheReportedLosses() {
        String plain = "conv(4, 3x3) tanh flatten dense(3) softmax";
        String held = "conv(4, 3x3, regulariser = l1_l2(l1 = 0.1, l2 = 0.3)) tanh flatten "
                + "dense(3, regulariser = l2(0.2)) softmax";
        byte[][] images = new byte[3][64];
        images[1][5] = 99;
        InMemoryDataset data =
                new InMemoryDataset("dark", new ImageShape(8, 8, 1), images, new int[] {0, 1, 2}, List.of());
        double[] losses = new double[4];
        double penalty = 0;
        for (String body : List.of(plain, held)) {
            int at = body.equals(plain) ? 0 : 2;
            Model model = network(body);
            Weights weights = model.newWeights(5);
            TrainerOptions options = TrainerOptions.of(model.info()).withThreads(1).withEpochs(1).withRate(1e-30);
            try (Trainer trainer = model.newTrainer(weights, options)) {
                losses[at] = trainer.evaluate(data).loss();
                losses[at + 1] = trainer.fit(data).get(0).trainLoss();
            }
            penalty = 0;
            for (float w : weights.get("conv1.weight")) {
                penalty += 0.1 * Math.abs(w) + 0.3 * w * w;
            }
            for (float w : weights.get("dense1.weight")) {
                penalty += 0.2 * w * w;
            }
        }
        assertTrue(penalty > 0.5, "there is something to add");
        assertEquals(penalty, losses[2] - losses[0], 1e-5);
        assertEquals(penalty, losses[3] - losses[1], 1e-5);
    }

    @Test
    void aLargestNormHoldsAfterEveryStep() {
        Model model = network("conv(4, 3x3, max_norm = 0.4) tanh flatten dense(3, max_norm = 0.25) softmax");
        byte[][] images = new byte[3][64];
        images[1][5] = 99;
        images[2][20] = 77;
        InMemoryDataset data =
                new InMemoryDataset("dark", new ImageShape(8, 8, 1), images, new int[] {0, 1, 2}, List.of());
        try (Trainer trainer = trainer(model)) {
            trainer.fit(data);
            assertNorms(trainer.weights().get("conv1.weight"), 9, 0.4);
            assertNorms(trainer.weights().get("dense1.weight"), 4 * 36, 0.25);
        }
    }

    private static void assertNorms(float[] weights, int unit, double limit) {
        double longest = 0;
        for (int at = 0; at < weights.length; at += unit) {
            double squares = 0;
            for (int i = at; i < at + unit; i++) {
                squares += weights[i] * weights[i];
            }
            longest = Math.max(longest, Math.sqrt(squares));
        }
        assertEquals(limit, longest, 1e-5);
    }

    @Test
    void anOutputThatCannotBeComparedWithTheClassesIsNotTrained() {
        String body = "conv(4, 3x3) relu side { features: output(loss = LOSS) } flatten dense(3) softmax";
        byte[][] images = new byte[2][64];
        InMemoryDataset data =
                new InMemoryDataset("dark", new ImageShape(8, 8, 1), images, new int[] {0, 1}, List.of());
        try (Trainer trainer = trainer(network(body.replace("LOSS", "mse")))) {
            CnncException thrown = assertThrows(CnncException.class, () -> trainer.fit(data));
            assertTrue(thrown.getMessage().contains("the output features of net is 6x6x4"), thrown.getMessage());
        }
        try (Trainer trainer = trainer(network(body.replace("LOSS", "none")))) {
            assertEquals(1, trainer.fit(data).size());
        }
    }

    private static Trainer trainer(Model model) {
        return model.newTrainer(TrainerOptions.of(model.info()).withThreads(1).withEpochs(1));
    }

    @Test
    void anOutputWithoutALossIsLeftAlone() {
        ModelInfo info = info("conv(4, 3x3) relu side { features: output(loss = none, auxiliary = false) } "
                + "flatten dense(3) softmax");
        assertTrue(info.outputs().get(1).loss().isNone());
        assertFalse(info.outputs().get(0).loss().isNone());
    }
}
