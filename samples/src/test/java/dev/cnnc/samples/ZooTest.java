package dev.cnnc.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.Outcome;
import dev.cnnc.runtime.LayerInfo;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.OutputInfo;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.PredictorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ZooTest {

    static List<Zoo.Network> networks() {
        return Zoo.networks();
    }

    static List<Zoo.Network> smallNetworks() {
        return Zoo.networks().stream().filter(network -> !network.small().isEmpty()).toList();
    }

    @Test
    void everySampleIsInTheZoo() throws IOException {
        Set<String> models = new TreeSet<>();
        for (Path file : Repository.samples()) {
            if (Files.readString(file).lines().anyMatch(line -> line.startsWith("model "))) {
                models.add(file.toString().replace('\\', '/'));
            }
        }
        assertEquals(models, networks().stream().map(Zoo.Network::file).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theDocumentationHasTheCountsOfEveryNetwork() throws IOException {
        String page = Files.readString(ZooPage.path());
        for (Zoo.Network network : networks()) {
            String cells = ZooPage.stableCells(network);
            assertTrue(page.contains(cells), () -> "docs/zoo.md lacks " + cells + "; it says how its table is made");
        }
    }

    @ParameterizedTest
    @CsvSource({"ResNet-18, resnet18", "ResNet-50, resnet50", "ResNet-152, resnet152", "GoogLeNet, googlenet"})
    void theComparisonWithOtherFormatsCountsOurLines(String title, String name) throws IOException {
        String cells = "| " + title + " | " + SourceLines.count(Zoo.network(name).path()) + " |";
        assertTrue(Files.readString(ZooPage.path()).contains(cells), cells);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyNetworkIsExactToTheLastParameter(Zoo.Network network) {
        Outcome<ModelInfo> outcome = Compiler.info(network.path(), network.options());
        ModelInfo info = outcome.result().orElseThrow(() -> new AssertionError(outcome.diagnostics().toString()));
        walkTheStages(info.layers(), Zoo.stages(network));
        assertEquals(network.trainable(), info.trainableParameters(), "trainable parameters");
        assertEquals(network.state(), info.otherParameters(), "other parameters");
        assertEquals(network.macs(), info.macs(), "MACs");
    }

    /** Finds the stages among the layers in their order; a shape alone would not say that it is the right place. */
    private static void walkTheStages(List<LayerInfo> layers, List<Zoo.Stage> stages) {
        assertFalse(stages.isEmpty());
        long parameters = 0;
        long macs = 0;
        int next = 0;
        for (LayerInfo layer : layers) {
            if (layer.path().startsWith("auxiliary")) {
                continue;
            }
            parameters += layer.parameters();
            macs += layer.macs();
            String shape = layer.outputShape().stream().map(String::valueOf).collect(Collectors.joining("x"));
            if (next < stages.size() && stages.get(next).equals(new Zoo.Stage(shape, parameters, macs))) {
                next++;
            }
        }
        if (next < stages.size()) {
            fail("no layer is " + stages.get(next) + ", which follows "
                    + (next == 0 ? "the input" : stages.get(next - 1)));
        }
    }

    @ParameterizedTest
    @MethodSource("smallNetworks")
    void everyFamilyPredicts(Zoo.Network network) {
        predicts(network.path(), network.smallOptions());
    }

    /** A ResNet with 998 convolutions, which are 3,497 layers of the language, in one class. */
    @Test
    void aThousandLayersPredict() {
        predicts(Repository.sample("cifar_resnet20.cnn"),
                CompilerOptions.defaults().withParameters(Map.of("blocks", "166")));
    }

    private static void predicts(Path file, CompilerOptions compilerOptions) {
        Compilation compilation = Compiler.compile(file, compilerOptions).result().orElseThrow();
        Model model = compilation.load();
        PredictorOptions options = PredictorOptions.defaults().withSessions(1).withCapacity(1);
        try (Predictor predictor = model.newPredictor(model.newWeights(1), options)) {
            float[] out = new float[predictor.outputLength()];
            predictor.predict(noise(predictor.inputLength()), out);
            checkOutputs(model.info().outputs(), out);
        }
    }

    static float[] noise(int length) {
        Random random = new Random(1);
        float[] pixels = new float[length];
        for (int i = 0; i < length; i++) {
            pixels[i] = random.nextInt(256);
        }
        return pixels;
    }

    /** Probabilities sum up to one, and nothing is lost on the way to any output. */
    static void checkOutputs(List<OutputInfo> outputs, float[] out) {
        int offset = 0;
        for (OutputInfo output : outputs) {
            double sum = 0;
            double largest = 0;
            for (int i = offset; i < offset + output.size(); i++) {
                assertTrue(Float.isFinite(out[i]), output.name() + " is finite");
                sum += out[i];
                largest = Math.max(largest, Math.abs(out[i]));
            }
            assertTrue(largest > 0, output.name() + " is not all zero");
            if (output.probabilities()) {
                assertEquals(output.height() * output.width(), sum, 1e-3, output.name());
            }
            offset += output.size();
        }
    }
}
