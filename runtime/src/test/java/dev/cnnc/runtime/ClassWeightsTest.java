package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.data.InMemoryDataset;
import dev.cnnc.runtime.io.Json;
import dev.cnnc.runtime.io.JsonRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassWeightsTest {
    private static final Model MODEL = new LinearClassifier();
    private static final TrainerOptions OPTIONS = TrainerOptions.of(MODEL.info()).withThreads(1).withEpochs(1);

    /** Images that all look alike, with these labels. */
    private static InMemoryDataset alike(int... labels) {
        byte[][] images = new byte[labels.length][4];
        return new InMemoryDataset("alike", new ImageShape(1, 2, 2), images, labels, List.of());
    }

    private static TrainerOptions with(ClassWeights weights) {
        return OPTIONS.withTrain(OPTIONS.train().withClassWeights(weights));
    }

    @Test
    void balancedWeightsMakeClassesCountAlike() {
        float[] weights = ClassWeights.BALANCED.of(alike(0, 0, 0, 0, 0, 0, 2, 2), 4);
        assertArrayEquals(new float[] {8 / 12f, 1, 2, 1}, weights, 1e-7f);
        assertEquals(8, 6 * weights[0] + 2 * weights[2], 1e-6, "the images keep their sum");
        assertEquals(0, ClassWeights.NONE.of(alike(0, 1), 4).length);
    }

    /** Of images that cannot be told apart, the best answer is each class's share, counted with its weight. */
    @Test
    void trainingFollowsTheWeights() {
        int[] labels = new int[120];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 12 < 9 ? 0 : i % 12 < 11 ? 1 : 2;
        }
        assertShares(new double[] {9 / 12.0, 2 / 12.0, 1 / 12.0}, ClassWeights.NONE, labels);
        assertShares(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, ClassWeights.BALANCED, labels);
        assertShares(new double[] {9 / 21.0, 4 / 21.0, 8 / 21.0}, new ClassWeights(false, List.of(1.0, 2.0, 8.0)),
                labels);
    }

    private static void assertShares(double[] expected, ClassWeights classWeights, int[] labels) {
        TrainerOptions options = with(classWeights).withEpochs(400).withBatch(labels.length).withRate(0.5);
        try (Trainer trainer = MODEL.newTrainer(options)) {
            trainer.fit(alike(labels));
            for (int c = 0; c < 3; c++) {
                double loss = trainer.evaluate(alike(c)).loss();
                assertEquals(expected[c], Math.exp(-loss), 0.01, classWeights + ", class " + c);
            }
        }
    }

    @Test
    void theyTravelAsJson() {
        ClassWeights weights = new ClassWeights(false, List.of(1.0, 0.25));
        assertEquals(weights, JsonRecords.fromJson(
                Json.parse(Json.write(JsonRecords.toJson(weights)), "test"), ClassWeights.class, "test"));
    }

    @Test
    void weightsThatMakeNoSenseAreRefused() {
        assertThrows(CnncException.class, () -> new ClassWeights(false, List.of(0.0, 0.0)));
        assertThrows(CnncException.class, () -> new ClassWeights(false, List.of(1.0, -1.0)));
        assertThrows(CnncException.class, () -> new ClassWeights(true, List.of(1.0)));
        try (Trainer trainer = MODEL.newTrainer(with(new ClassWeights(false, List.of(1.0, 2.0))))) {
            CnncException thrown = assertThrows(CnncException.class, () -> trainer.fit(alike(0, 1)));
            assertTrue(thrown.getMessage().contains("there are 2 class weights, but the network linear has 3 classes"),
                    thrown.getMessage());
        }
    }
}
