package dev.cnnc.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.compiler.Compiler;
import dev.cnnc.runtime.InputInfo;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.PredictorOptions;
import dev.cnnc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole networks at their own size against logits that PyTorch computed from the same weights in double precision. */
class ReferenceLogitsTest {

    private static final double TOLERANCE = 1e-4;

    @TempDir
    Path folder;

    @Test
    void theFormulaGivesTheNumbersItIsKnownBy() {
        long hash = FormulaWeights.hash("resnet18/conv1.weight");
        assertEquals(0x312479d1d43f244fL, hash);
        assertEquals(2 * 12164250 * 0x1p-24 - 1, FormulaWeights.signed(hash, 0));
        assertEquals(2 * 15237520 * 0x1p-24 - 1, FormulaWeights.signed(hash, 1000));
    }

    @ParameterizedTest
    @CsvSource({"resnet18, resnet18", "googlenet_torchvision, googlenet"})
    void theLogitsAreThoseOfTheReference(String name, String reference) throws IOException {
        Zoo.Network network = Zoo.network(name);
        Model model = Compiler.compile(withoutSoftmax(network), network.options()).result().orElseThrow().load();
        List<String> lines = Zoo.lines("logits/" + reference + ".txt");
        Weights weights = FormulaWeights.of(model.info(), reference, rest(lines, "tensor "));
        PredictorOptions options = PredictorOptions.defaults().withSessions(1).withCapacity(1);
        try (Predictor predictor = model.newPredictor(weights, options)) {
            List<String> images = rest(lines, "image ");
            for (int i = 0; i < images.size(); i++) {
                float[] out = new float[predictor.outputLength()];
                predictor.predict(pixels(model.info().input(), FormulaWeights.hash(reference + "/input"), i), out);
                compare(Arrays.stream(images.get(i).split(" ")).mapToDouble(Double::parseDouble).toArray(),
                        Arrays.copyOf(out, model.info().outputs().get(0).channels()));
            }
        }
    }

    /** A copy of the network's family that ends before the softmax, which would leave only the largest logit to see. */
    private Path withoutSoftmax(Zoo.Network network) throws IOException {
        Path family = network.path().getParent();
        try (Stream<Path> files = Files.list(family)) {
            for (Path file : files.toList()) {
                Files.writeString(folder.resolve(file.getFileName()), Files.readString(file).replace("  softmax", ""));
            }
        }
        return folder.resolve(network.path().getFileName());
    }

    private static List<String> rest(List<String> lines, String first) {
        return lines.stream().filter(line -> line.startsWith(first)).map(line -> line.substring(first.length())).toList();
    }

    /** The reference's image, which is channel by channel and scaled, as the pixels that scale to it. */
    private static float[] pixels(InputInfo input, long hash, int image) {
        int area = input.height() * input.width();
        float[] pixels = new float[input.size()];
        for (int c = 0; c < input.channels(); c++) {
            for (int i = 0; i < area; i++) {
                double x = FormulaWeights.signed(hash, (long) image * input.size() + c * area + i);
                pixels[i * input.channels() + c] =
                        (float) ((x * input.std().get(c) + input.mean().get(c)) / input.scale());
            }
        }
        return pixels;
    }

    /** The reference has ten logits, three sums over all of them, of which one sees their order, and the largest. */
    private static void compare(double[] expected, float[] logits) {
        double sum = 0;
        double absolute = 0;
        double ordered = 0;
        int largest = 0;
        for (int k = 0; k < logits.length; k++) {
            sum += logits[k];
            absolute += Math.abs(logits[k]);
            ordered += (k + 1) * (double) logits[k];
            largest = logits[k] > logits[largest] ? k : largest;
        }
        double size = absolute / logits.length;
        for (int k = 0; k < 10; k++) {
            assertEquals(expected[k], logits[k], TOLERANCE * size, "logit " + k);
        }
        assertEquals(expected[10], sum, TOLERANCE * absolute, "sum");
        assertEquals(expected[11], absolute, TOLERANCE * absolute, "sum of absolute values");
        assertEquals(expected[12], ordered, TOLERANCE * absolute * logits.length, "sum by index");
        assertEquals((int) expected[13], largest, "largest");
    }
}
