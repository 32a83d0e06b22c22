package dev.cnnc.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.Renaming;
import dev.cnnc.runtime.Trainer;
import dev.cnnc.runtime.TrainerOptions;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.data.DataSource;
import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.data.ImageSelection;
import dev.cnnc.runtime.data.ImageShape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether features that letters teach help with digits, of which there are five labelled images of each: on a third of
 * the fonts of docs/transfer-learning.md, with half of its training. All three ways take the same number of steps.
 */
class TransferLearningTest {

    private static final int EACH = 5;
    private static final int SEEDS = 3;
    private static final int LETTER_EPOCHS = 10;
    private static final int EPOCHS = 60;

    /** Of the share of test images that are classified rightly, in the mean over the seeds. */
    private static final double MARGIN = 0.05;

    @TempDir
    private Path folder;

    private final DataSource glyphs = new DataSource(
            Repository.sample("transfer/glyphs"), new ImageShape(28, 28, 1), List.of());

    private static Model network(int classes, String... frozen) {
        CompilerOptions options = CompilerOptions.defaults()
                .withParameters(Map.of("classes", Integer.toString(classes)))
                .withFreeze(List.of(frozen));
        return Compiler.compile(Repository.sample("transfer/glyphs.cnn"), options).result().orElseThrow().load();
    }

    private static ImageSelection classes(int from, int to, int each) {
        return new ImageSelection(IntStream.range(from, to).boxed().toList(), each);
    }

    private static Weights train(
            Model model, Weights start, Dataset data, int epochs, int batch, double rate, long seed) {
        TrainerOptions options = TrainerOptions.of(model.info())
                .withThreads(1).withEpochs(epochs).withBatch(batch).withRate(rate).withSeed(seed);
        try (Trainer trainer = model.newTrainer(start, options)) {
            trainer.fit(data);
            return trainer.result();
        }
    }

    @Test
    void featuresOfLettersBeatTrainingFromScratchWhereLabelsAreFew() {
        Model letters = network(26);
        Path features = folder.resolve("letters.safetensors");
        train(letters, letters.newWeights(1), classes(10, 36, 0).training(glyphs.training(), 1), LETTER_EPOCHS, 50,
                0.001, 1).save(features);
        Model digits = network(10);
        Model head = network(10, "body");
        Dataset test = classes(0, 10, 0).test(glyphs.test().orElseThrow());
        double scratch = 0;
        double frozen = 0;
        double tuned = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            Dataset few = classes(0, 10, EACH).training(glyphs.training(), seed);
            Weights alone = train(digits, digits.newWeights(seed), few, EPOCHS, 10, 0.01, seed);
            scratch += digits.evaluate(alone, test, 1).accuracy() / SEEDS;

            Weights taken = head.newWeights(seed);
            taken.loadMatching(features, Renaming.NONE.with("head.*", ""));
            float[] before = taken.get("body.unit3.conv1.weight");
            taken = train(head, taken, few, EPOCHS / 2, 10, 0.01, seed);
            assertArrayEquals(before, taken.get("body.unit3.conv1.weight"));
            frozen += head.evaluate(taken, test, 1).accuracy() / SEEDS;

            Weights all = digits.newWeights(seed);
            for (String name : taken.names()) {
                all.set(name, taken.get(name));
            }
            all = train(digits, all, few, EPOCHS / 2, 10, 0.0003, seed);
            tuned += digits.evaluate(all, test, 1).accuracy() / SEEDS;
        }
        String found = String.format("scratch %.4f, frozen %.4f, fine-tuned %.4f", scratch, frozen, tuned);
        assertTrue(frozen > scratch + MARGIN && tuned > scratch + MARGIN, found);
    }
}
