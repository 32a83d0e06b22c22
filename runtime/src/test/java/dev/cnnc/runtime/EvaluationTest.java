package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.data.InMemoryDataset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    /** Rows are the right classes: 2 of 3 right, 1 of 1 right, none of 2 right. */
    private static final Evaluation EVALUATION = new Evaluation(0.5, List.of("cat", "dog", "cow"),
            new int[][] {{2, 1, 0}, {0, 1, 0}, {2, 0, 0}}, new int[] {3, 1, 2}, null, null);

    @Test
    void accuracyAndTopKCountTheRightChoices() {
        assertEquals(6, EVALUATION.images());
        assertEquals(0.5, EVALUATION.accuracy());
        assertEquals(4 / 6.0, EVALUATION.topK(2));
        assertEquals(1, EVALUATION.topK(3));
        assertEquals(1, EVALUATION.topK(99));
    }

    @Test
    void precisionAndRecallAreOfColumnAndRow() {
        assertEquals(2 / 4.0, EVALUATION.precision(0));
        assertEquals(2 / 3.0, EVALUATION.recall(0));
        assertEquals(1 / 2.0, EVALUATION.precision(1));
        assertEquals(1, EVALUATION.recall(1));
        assertTrue(Double.isNaN(EVALUATION.precision(2)));
        assertEquals(0, EVALUATION.recall(2));
        assertEquals(2, EVALUATION.support(2));
        assertEquals(2, EVALUATION.confusion(2, 0));
    }

    @Test
    void f1AndAveragesAreThoseOfScikitLearn() {
        assertEquals(4 / 7.0, EVALUATION.figures(0).f1(), 1e-12);
        assertEquals(2 / 3.0, EVALUATION.figures(1).f1(), 1e-12);
        assertEquals(0, EVALUATION.figures(2).f1());
        ClassFigures macro = EVALUATION.macroAverage();
        assertEquals((0.5 + 0.5 + 0) / 3, macro.precision(), 1e-12);
        assertEquals((2 / 3.0 + 1 + 0) / 3, macro.recall(), 1e-12);
        assertEquals((4 / 7.0 + 2 / 3.0 + 0) / 3, macro.f1(), 1e-12);
        ClassFigures weighted = EVALUATION.weightedAverage();
        assertEquals((3 * 0.5 + 1 * 0.5) / 6, weighted.precision(), 1e-12);
        assertEquals(0.5, weighted.recall(), 1e-12, "the accuracy");
        assertEquals((3 * 4 / 7.0 + 2 / 3.0) / 6, weighted.f1(), 1e-12);
        Evaluation oneOfThree = new Evaluation(0, List.of("a", "b", "c"),
                new int[][] {{1, 1, 0}, {0, 2, 0}, {0, 0, 0}}, new int[] {3, 1, 0}, null, null);
        assertEquals((2 / 3.0 + 4 / 5.0) / 2, oneOfThree.macroAverage().f1(), 1e-12, "a class that never occurs");
    }

    @Test
    void errorsOfValuesFollowTheirFormulas() {
        ValueErrors.Sum sum = new ValueErrors.Sum(2);
        sum.add(new float[] {9, 0.5f, 0.25f}, 1, 0);
        sum.add(new float[] {1, 0}, 0, 0);
        sum.add(new float[] {0.5f, 2}, 0, 1);
        ValueErrors errors = sum.errors();
        assertEquals((0.5 + 0.25 + 0 + 0 + 0.5 + 1) / 6, errors.meanAbsolute(), 1e-12);
        assertEquals(Math.sqrt((0.25 + 0.0625 + 0.25 + 1) / 6), errors.rootMeanSquare(), 1e-12);
        double spread = 2 / 3.0;
        assertEquals((1 - 0.5 / spread + 1 - 1.0625 / spread) / 2, errors.r2(), 1e-12);
    }

    @Test
    void decisionsAreMadeClassByClass() {
        Decisions decisions = new Decisions(2, 5, 0.5f);
        decisions.add(new float[] {0.9f, 0.6f}, 0, 0);
        decisions.add(new float[] {0.4f, 0.1f}, 0, 0);
        decisions.add(new float[] {0.7f, 0.8f}, 0, 1);
        decisions.add(new float[] {0.4f, 0.8f}, 0, 1);
        decisions.add(new float[] {0.2f, 0.3f}, 0, 1);
        assertEquals(6 / 10.0, decisions.accuracy(), 1e-12);
        assertEquals(new ClassFigures(0.5, 0.5, 0.5), decisions.of(0));
        assertEquals(new ClassFigures(2 / 3.0, 2 / 3.0, 4 / 6.0), decisions.of(1));
        assertEquals(new ClassFigures(3 / 5.0, 3 / 5.0, 6 / 10.0), decisions.all());
        // Of the six pairs of an image of class 0 and another, the first wins in four and ties in one.
        assertEquals(4.5 / 6, decisions.areaUnderCurve(0), 1e-12);
        assertEquals(5 / 6.0, decisions.areaUnderCurve(1), 1e-12);
        Decisions one = new Decisions(1, 1, 0);
        one.add(new float[] {1}, 0, 0);
        assertTrue(Double.isNaN(one.areaUnderCurve(0)), "nothing to compare with");
    }

    @Test
    void aNetworkIsMeasuredInSmallBatches() {
        Model model = new LinearClassifier();
        Weights weights = model.newWeights(1);
        // The scores are the first three inputs, that is pixels as the network's input normalises them.
        weights.set("dense1.weight", new float[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0});
        int size = 200;
        byte[][] images = new byte[size][];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % 3;
            // Normalised with mean 0.5, 0.25 and deviation 0.5, 2: 1, -0.125, -1, of which the first is the largest.
            images[i] = new byte[] {(byte) 255, 0, 0, 0};
        }
        Evaluation evaluation = model.evaluate(weights,
                new InMemoryDataset("test", new ImageShape(1, 2, 2), images, labels, List.of()), 2);
        assertEquals(size, evaluation.images());
        assertEquals(67, evaluation.confusion(0, 0));
        assertEquals(67, evaluation.confusion(1, 0));
        assertEquals(67 / 200.0, evaluation.accuracy());
        assertEquals(134 / 200.0, evaluation.topK(2));
        double logSum = Math.log(Math.exp(1) + Math.exp(-0.125) + Math.exp(-1));
        assertEquals(logSum - (67 * 1 + 67 * -0.125 + 66 * -1) / 200, evaluation.loss(), 1e-6);
        assertEquals(List.of("a", "b", "c"), evaluation.labels());
    }

    @Test
    void ranksGoByScoreAndThenByNumber() {
        float[] scores = {9, 1, 3, 3, 2};
        assertEquals(0, Scores.rank(scores, 1, 4, 1));
        assertEquals(1, Scores.rank(scores, 1, 4, 2));
        assertEquals(2, Scores.rank(scores, 1, 4, 3));
        assertEquals(3, Scores.rank(scores, 1, 4, 0));
        assertEquals(1, Scores.choice(scores, 1, 4));
    }

    @Test
    void aScoreThatIsNoNumberIsNeverASuccess() {
        float[] scores = {Float.NaN, 1, Float.NaN};
        assertEquals(2, Scores.rank(scores, 0, 3, 0));
        assertTrue(Scores.rank(scores, 0, 3, 1) > 0);
        assertTrue(Double.isNaN(Scores.crossEntropy(scores, 0, 3, 0, true)));
        assertTrue(Double.isNaN(Scores.crossEntropy(scores, 0, 3, 1, false)));
    }

    @Test
    void lossesFollowTheirFormulas() {
        float[] scores = {0.1f, 0.7f, 0.2f};
        assertEquals(-Math.log(0.7f), Scores.crossEntropy(scores, 0, 3, 1, true), 1e-12);
        double logSum = Math.log(Math.exp(0.1f) + Math.exp(0.7f) + Math.exp(0.2f));
        assertEquals(logSum - 0.7f, Scores.crossEntropy(scores, 0, 3, 1, false), 1e-12);
        assertEquals((0.01 + 0.09 + 0.04) / 3, loss("mse", false, scores), 1e-7);
        assertEquals((0.1 + 0.3 + 0.2) / 3, loss("mae", false, scores), 1e-7);
        assertEquals((1.1 + 0.3 + 1.2) / 3, loss("hinge", false, scores), 1e-7);
        assertEquals(-(Math.log(0.9) + Math.log(0.7) + Math.log(0.8)) / 3,
                loss("binary_cross_entropy", true, scores), 1e-7);
        double fromScores = Math.log(1 + Math.exp(0.1)) + Math.log(1 + Math.exp(-0.7)) + Math.log(1 + Math.exp(0.2));
        assertEquals(fromScores / 3, loss("binary_cross_entropy", false, scores), 1e-7);
        assertEquals((0.5 * 0.25 + 2.5 + 0) / 3, loss("huber", false, new float[] {-0.5f, 4, 0}), 1e-7);
    }

    private static double loss(String kind, boolean probabilities, float[] scores) {
        return Scores.loss(new OutputInfo("output", 1, 1, 3, probabilities, LossInfo.of(kind), 1), scores, 0, 1);
    }

    @Test
    void aProbabilityOfZeroHasAFiniteLoss() {
        double loss = Scores.crossEntropy(new float[] {0, 1}, 0, 2, 0, true);
        assertTrue(loss > 80 && loss < 100, "loss " + loss);
        assertEquals(1000, Scores.crossEntropy(new float[] {0, 1000}, 0, 2, 0, false), 1e-9);
    }
}
