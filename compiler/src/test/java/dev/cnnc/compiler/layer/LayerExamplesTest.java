package dev.cnnc.compiler.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.Outcome;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.WarningLevels;
import dev.cnnc.runtime.EpochResult;
import dev.cnnc.runtime.InputInfo;
import dev.cnnc.runtime.LayerInfo;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.Trainer;
import dev.cnnc.runtime.TrainerOptions;
import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.data.InMemoryDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example in the documentation of every kind is a model: it compiles, predicts numbers, and trains. */
class LayerExamplesTest {

    /** An example shows a layer, and is no network that could see a large object. */
    private static final WarningLevels WARNINGS =
            new WarningLevels(Set.of(DiagnosticCode.RECEPTIVE_FIELD), Set.of(), Set.of(), false);

    @TempDir
    private Path folder;

    static List<LayerKind> kinds() {
        return LayerCatalogue.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theExampleOfAKindCompilesPredictsAndTrains(LayerKind kind) throws IOException {
        Path file = folder.resolve("example.cnn");
        Files.writeString(file, "model example {\n" + kind.documentation().example() + "\n}\n");

        Outcome<Compilation> outcome = Compiler.compile(file, CompilerOptions.defaults().withWarnings(WARNINGS));

        assertEquals(List.of(), outcome.diagnostics());
        Compilation compiled = outcome.result().orElseThrow();
        List<LayerInfo> layers = compiled.info().layers();
        assertTrue(kind == Output.KIND || contains(layers, kind), layers.toString());
        Model model = compiled.load();
        for (float number : predict(model)) {
            assertTrue(Float.isFinite(number), Float.toString(number));
        }
        EpochResult epoch = train(model);
        assertTrue(Double.isFinite(epoch.trainLoss()), epoch.toString());
    }

    private static boolean contains(List<LayerInfo> layers, LayerKind kind) {
        List<String> paths = layers.stream().map(LayerInfo::path).toList();
        return kind.parts().isEmpty()
                ? layers.stream().anyMatch(layer -> layer.kind().equals(kind.name()))
                : paths.containsAll(kind.parts().stream().map(part -> kind.name() + "1." + part).toList());
    }

    private static float[] predict(Model model) {
        try (Predictor predictor = model.newPredictor(model.newWeights(1))) {
            float[] image = new float[predictor.inputLength()];
            for (int i = 0; i < image.length; i++) {
                image[i] = i % 256;
            }
            float[] numbers = new float[predictor.outputLength()];
            predictor.predict(image, numbers);
            return numbers;
        }
    }

    private static EpochResult train(Model model) {
        InputInfo input = model.info().input();
        ImageShape shape = new ImageShape(input.height(), input.width(), input.channels());
        Random random = new Random(1);
        byte[][] images = new byte[4][shape.bytes()];
        for (byte[] image : images) {
            random.nextBytes(image);
        }
        try (Trainer trainer = model.newTrainer(TrainerOptions.of(model.info()).withEpochs(1).withBatch(4).withThreads(1))) {
            return trainer.fit(new InMemoryDataset("noise", shape, images, new int[] {0, 3, 5, 9}, List.of())).get(0);
        }
    }
}
