package dev.cnnc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.runtime.Decisions;
import dev.cnnc.runtime.EpochResult;
import dev.cnnc.runtime.Evaluation;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.OutputInfo;
import dev.cnnc.runtime.Prediction;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.TrainListener;
import dev.cnnc.runtime.Trainer;
import dev.cnnc.runtime.TrainerOptions;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.data.InMemoryDataset;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that tell two classes apart with a single unit. */
class DecisionTest {

    private static final String LABELS = " labels [\"dark\", \"bright\"]";
    private static final String TRAIN = " train { batch = 8 epochs = 12 optimiser = adam(rate = 0.05) }";

    private static String source(String body) {
        return "model net { input(4x4x1, scale = 1 / 255) " + body + " }";
    }

    private static Outcome<ModelInfo> info(String body) {
        return Models.withFile(source(body), file -> Compiler.info(file, CompilerOptions.defaults()));
    }

    private static InMemoryDataset brightness(int images) {
        Random random = new Random(images);
        byte[][] pixels = new byte[images][16];
        int[] labels = new int[images];
        for (int i = 0; i < images; i++) {
            labels[i] = random.nextInt(2);
            for (int k = 0; k < 16; k++) {
                pixels[i][k] = (byte) (labels[i] * 100 + random.nextInt(150));
            }
        }
        return new InMemoryDataset("brightness", new ImageShape(4, 4, 1), pixels, labels, List.of("dark", "bright"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sigmoid", "", "sigmoid reshape(1x1x1)"})
    void aSingleUnitAnswersWithBothClasses(String end) {
        Model model = Models.compile(source("flatten dense(1) " + end + LABELS)).load();
        Weights weights = model.newWeights(1);
        try (Predictor predictor = model.newPredictor(weights)) {
            BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
            image.getRaster().setSample(1, 2, 0, 200);
            float[] out = new float[1];
            predictor.predict(image, out);
            double yes = end.isEmpty() ? 1 / (1 + Math.exp(-out[0])) : out[0];
            List<Prediction> ranked = predictor.classify(image, 5);
            assertEquals(2, ranked.size());
            for (Prediction prediction : ranked) {
                boolean bright = prediction.label().equals("bright");
                assertEquals(bright ? 1 : 0, prediction.index());
                assertEquals(bright ? yes : 1 - yes, prediction.probability(), 1e-6);
            }
            assertTrue(ranked.get(0).probability() > ranked.get(1).probability());
            assertEquals(1, predictor.classify(image, 1).size());
        }
    }

    /** The loss is the mean of -log of what the class's own side was given. */
    @ParameterizedTest
    @ValueSource(strings = {"flatten dense(1) sigmoid", "flatten dense(1)", "conv(1, 3x3) sigmoid global_avgpool"})
    void aSingleUnitLearnsTwoClasses(String body) {
        Model model = Models.compile(source(body + LABELS + TRAIN)).load();
        InMemoryDataset training = brightness(64);
        InMemoryDataset test = brightness(40);
        try (Trainer trainer = model.newTrainer(TrainerOptions.of(model.info()).withThreads(1))) {
            List<EpochResult> results = trainer.fit(training, test, TrainListener.NONE);
            EpochResult last = results.get(results.size() - 1);
            assertTrue(last.trainAccuracy() > 0.9 && last.validAccuracy() > 0.9, last::toString);
            Evaluation evaluation = trainer.evaluate(test);
            assertEquals(List.of("dark", "bright"), evaluation.labels());
            check(model, trainer.result(), test, evaluation);
        }
    }

    private static void check(Model model, Weights weights, InMemoryDataset test, Evaluation evaluation) {
        int[][] confusion = new int[2][2];
        double loss = 0;
        byte[] bytes = new byte[16];
        float[] pixels = new float[16];
        float[] out = new float[1];
        try (Predictor predictor = model.newPredictor(weights)) {
            for (int i = 0; i < test.size(); i++) {
                test.copyPixels(i, bytes, 0);
                for (int k = 0; k < 16; k++) {
                    pixels[k] = bytes[k] & 0xff;
                }
                predictor.predict(pixels, out);
                boolean probability = model.info().outputs().get(0).probabilities();
                double yes = probability ? out[0] : 1 / (1 + Math.exp(-out[0]));
                confusion[test.label(i)][yes > 0.5 ? 1 : 0]++;
                loss -= Math.log(test.label(i) == 1 ? yes : 1 - yes) / test.size();
            }
        }
        for (int actual = 0; actual < 2; actual++) {
            for (int answer = 0; answer < 2; answer++) {
                assertEquals(confusion[actual][answer], evaluation.confusion(actual, answer));
            }
        }
        assertEquals(loss, evaluation.loss(), 1e-5);
        Decisions decisions = evaluation.decisions().orElseThrow();
        assertEquals(evaluation.accuracy(), decisions.accuracy(), 1e-12);
        assertEquals(evaluation.figures(1), decisions.of(1));
        assertTrue(decisions.areaUnderCurve(1) > 0.9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "flatten dense(1) sigmoid                      | binary_cross_entropy | true",
        "flatten dense(1) sigmoid train { loss = mse } | mse                  | false",
        "flatten dense(1)                              | cross_entropy        | false",
        "flatten dense(2) sigmoid                      | cross_entropy        | false",
    })
    void aSingleUnitWithASigmoidDecidesUnlessTheFileSaysOtherwise(String body, String loss, boolean decides) {
        OutputInfo output = Models.result(info(body)).outputs().get(0);
        assertEquals(loss, output.loss().kind());
        assertEquals(decides, output.isDecision());
        assertEquals(decides ? 2 : output.channels(), output.classes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "flatten dense(1) sigmoid labels [\"cat\"]"
                + " | there are 1 labels, but a single unit tells two classes apart",
        "flatten dense(1) sigmoid labels [\"a\", \"b\", \"c\"]"
                + " | there are 3 labels, but a single unit tells two classes apart",
        "flatten dense(1) train { loss = cross_entropy }"
                + " | cross_entropy needs one score for each class, but output 'output' is 1",
    })
    void wrongEndsAreToldOf(String body, String message) {
        Outcome<ModelInfo> outcome = info(body);
        assertFalse(outcome.result().isPresent());
        assertEquals(List.of(message), outcome.diagnostics().stream().map(Diagnostic::message).toList());
    }

    @Test
    void classWeightsCountBothClassesOfASingleUnit() {
        Model model = Models.compile(source("flatten dense(1) sigmoid train { class_weights = balanced epochs = 2 }"))
                .load();
        try (Trainer trainer = model.newTrainer(TrainerOptions.of(model.info()).withThreads(1))) {
            assertEquals(2, trainer.fit(brightness(20)).size());
        }
    }
}
