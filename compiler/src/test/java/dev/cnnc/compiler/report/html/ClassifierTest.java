package dev.cnnc.compiler.report.html;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Models;
import dev.cnnc.compiler.report.html.Classification.Mistake;
import dev.cnnc.runtime.Evaluation;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.data.InMemoryDataset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {

    private static InMemoryDataset noise() {
        Random random = new Random(5);
        byte[][] pixels = new byte[40][16];
        int[] labels = new int[40];
        for (int i = 0; i < 40; i++) {
            random.nextBytes(pixels[i]);
            labels[i] = random.nextInt(2);
        }
        return new InMemoryDataset("noise", new ImageShape(4, 4, 1), pixels, labels, List.of());
    }

    /** Untrained networks are wrong about half of the images, and a wrong answer out of two has the larger half. */
    @ParameterizedTest
    @ValueSource(strings = {"dense(2) softmax", "dense(2)", "dense(1) sigmoid", "dense(1)"})
    void answersAreThoseOfAnEvaluationAndHaveTheirProbabilities(String end) {
        Model model = Models.compile("model net { input(4x4x1, scale = 1 / 255, mean = 0.5) flatten " + end
                + " labels [\"no\", \"yes\"] }").load();
        Weights weights = model.newWeights(2);
        InMemoryDataset data = noise();
        Classification found = Classifier.classify(model, weights, data, "validation", 1);
        Evaluation evaluation = model.evaluate(weights, data, 1);
        assertEquals(List.of("no", "yes"), found.labels());
        for (int actual = 0; actual < 2; actual++) {
            assertArrayEquals(new int[] {evaluation.confusion(actual, 0), evaluation.confusion(actual, 1)},
                    found.confusion()[actual]);
        }
        assertFalse(found.mistakes().isEmpty());
        double before = 1;
        for (Mistake mistake : found.mistakes()) {
            assertTrue(mistake.confidence() >= 0.5 && mistake.confidence() <= before, found.mistakes()::toString);
            before = mistake.confidence();
        }
    }
}
