package dev.cnnc.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.ParameterInfo;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Dense layers that slide over images, and inputs whose size is given when the network is compiled. */
class FullyConvolutionalTest {

    private static final String TRAINED = """
            model net {
              input(12x10x2, scale = 1/255)
              conv(4, 3x3)  relu
              maxpool(2)
              flatten
              dense(6)  relu
              dense(3)  softmax
            }
            """;

    private static final String SLIDING = """
            model net {
              input([open, open, 2], scale = 1/255)
              conv(4, 3x3)  relu
              maxpool(2)
              dense(6, fully_convolutional = 5x4)  relu
              dense(3, fully_convolutional = 1x1)  softmax
            }
            """;

    private static final int HEIGHT = 18;
    private static final int WIDTH = 14;

    @Test
    void theSameWeightsGiveTheSameScoresAtEveryPlaceOfALargerImage() {
        Model trained = Models.compile(TRAINED).load();
        Model small = sliding(12, 10).load();
        Model large = sliding(HEIGHT, WIDTH).load();
        Weights weights = trained.newWeights(3);
        float[] image = new float[HEIGHT * WIDTH * 2];
        Random random = new Random(5);
        for (int i = 0; i < image.length; i++) {
            image[i] = random.nextInt(256);
        }
        float[] scores = predict(large, weights, image);
        // Two pixels of the image are one of the map, behind the pool.
        assertEquals(4 * 3 * 3, scores.length);
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 3; column++) {
                float[] crop = crop(image, 2 * row, 2 * column);
                float[] expected = predict(trained, weights, crop);
                int at = (row * 3 + column) * 3;
                assertArrayEquals(expected, Arrays.copyOfRange(scores, at, at + 3), 1e-6f, row + ", " + column);
                assertArrayEquals(expected, predict(small, weights, crop), 1e-6f);
            }
        }
    }

    @Test
    void theWeightsHaveTheNamesShapesAndCostOfTheFlattenedForm() {
        ModelInfo flattened = Models.compile(TRAINED).info();
        ModelInfo sliding = sliding(12, 10).info();
        assertEquals(flattened.parameters(), sliding.parameters());
        assertEquals(flattened.macs(), sliding.macs());
        assertEquals(
                List.of("conv1.weight", "conv1.bias", "dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias"),
                sliding.parameters().stream().map(ParameterInfo::name).toList());
    }

    @Test
    void aSizeThatIsLeftOpenMustBeGiven() {
        Outcome<CheckedModel> outcome =
                Models.withFile(SLIDING, file -> Compiler.check(file, CompilerOptions.defaults()));
        assertEquals(1, outcome.diagnostics().size());
        assertEquals("the height and width of the images are left open", outcome.diagnostics().get(0).message());
        assertEquals("give them: --input 224x224", outcome.diagnostics().get(0).hint());
    }

    @Test
    void aSizeThatIsGivenTakesThePlaceOfTheOneInTheFile() {
        ModelInfo info = Models.result(Models.withFile(
                "model net { input(8x8x3)  conv(4, 3x3)  global_avgpool }",
                file -> Compiler.info(file, CompilerOptions.defaults().withInputSize(30, 20))));
        assertEquals(30, info.input().height());
        assertEquals(20, info.input().width());
        assertEquals(List.of(28, 18, 4), info.layers().get(1).outputShape());
    }

    private static Compilation sliding(int height, int width) {
        return Models.result(Models.withFile(
                SLIDING, file -> Compiler.compile(file, CompilerOptions.defaults().withInputSize(height, width))));
    }

    private static float[] crop(float[] image, int top, int left) {
        float[] crop = new float[12 * 10 * 2];
        for (int row = 0; row < 12; row++) {
            System.arraycopy(image, ((top + row) * WIDTH + left) * 2, crop, row * 10 * 2, 10 * 2);
        }
        return crop;
    }

    private static float[] predict(Model model, Weights trained, float[] image) {
        Weights weights = model.newWeights(0);
        trained.names().forEach(name -> weights.set(name, trained.get(name)));
        try (Predictor predictor = model.newPredictor(weights)) {
            float[] scores = new float[predictor.outputLength()];
            predictor.predict(image, scores);
            return scores;
        }
    }
}
