package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Models;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.LayerInfo;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.TrainListener;
import dev.cnnc.runtime.Trainer;
import dev.cnnc.runtime.TrainerOptions;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.data.DataSource;
import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.data.InMemoryDataset;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mean and deviation that are measured over the images to train with, and kept with the weights. */
class NormaliseTest {

    private static final String MEASURED =
            Workplace.NETWORK.replace("scale = 1 / 255", "scale = 1 / 255, normalise = true");
    private static final String COLOURS = """
            model colours {
              input(4x4x3, normalise = true)
              conv(4, 3x3)  relu  flatten  dense(2)  softmax
              train { batch = 4  epochs = 3  optimiser = adam(rate = 0.01) }
            }
            """;

    @TempDir
    private Path folder;

    private Workplace files;
    private Path network;
    private Path weights;

    @BeforeEach
    void openWorkplace() throws IOException {
        files = new Workplace(folder);
        network = files.write("measured.cnn", MEASURED);
        weights = folder.resolve("measured.safetensors");
    }

    private static String done(Object... arguments) {
        Run run = Run.of(arguments);
        assertEquals(0, run.code(), run::toString);
        return run.out();
    }

    private void train(Object... more) throws IOException {
        Object[] words = new Object[more.length + 6];
        System.arraycopy(new Object[] {"train", network, "--data", files.data(), "--threads", 1}, 0, words, 0, 6);
        System.arraycopy(more, 0, words, 6, more.length);
        done(words);
    }

    private static Model model(String source) {
        return Models.compile(source).load();
    }

    /** Three channels of different brightness, of which the last is the same everywhere. */
    private static InMemoryDataset colours(int images) {
        Random random = new Random(images);
        byte[][] pixels = new byte[images][48];
        int[] labels = new int[images];
        for (int i = 0; i < images; i++) {
            labels[i] = i % 2;
            for (int k = 0; k < 48; k++) {
                pixels[i][k] = (byte) (k % 3 == 2 ? 77 : random.nextInt(k % 3 == 0 ? 256 : 40 + 60 * labels[i]));
            }
        }
        return new InMemoryDataset("colours", new ImageShape(4, 4, 3), pixels, labels, List.of());
    }

    private static float[] pixels(Dataset data, int image) {
        byte[] bytes = new byte[data.shape().bytes()];
        data.copyPixels(image, bytes, 0);
        float[] pixels = new float[bytes.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = bytes[i] & 0xff;
        }
        return pixels;
    }

    @Test
    void weightsCarryTheMeanAndDeviationOfTheTrainingImages() throws IOException {
        train("--epochs", 1, "-o", weights);
        Weights trained = Weights.load(Models.compile(network).info(), weights);
        Dataset data = new DataSource(files.data(), new ImageShape(4, 4, 1), List.of()).training();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < data.size(); i++) {
            for (float pixel : pixels(data, i)) {
                sum += pixel / 255;
                squares += (pixel / 255) * (pixel / 255);
            }
        }
        double count = data.size() * 16;
        double mean = sum / count;
        assertTrue(mean > 0.1, "there is something to measure");
        assertEquals(mean, trained.get("input1.mean")[0], 1e-5);
        assertEquals(Math.sqrt(squares / count - mean * mean), trained.get("input1.std")[0], 1e-5);
    }

    /** The same network with the same numbers typed in gives the same bits. */
    @Test
    void aJarNormalisesWithWhatWasMeasured() throws IOException {
        train("-o", weights);
        Path jar = folder.resolve("measured.jar");
        done("compile", network, "--weights", weights, "-o", jar);
        Model measured = Models.compile(network).load();
        Weights trained = Weights.load(measured.info(), weights);
        String typedSource = Workplace.NETWORK.replace("scale = 1 / 255", "scale = 1 / 255, mean = "
                + new BigDecimal(trained.get("input1.mean")[0]).toPlainString() + ", std = "
                + new BigDecimal(trained.get("input1.std")[0]).toPlainString());
        Model typed = model(typedSource);
        Weights same = typed.newWeights(1);
        same.names().forEach(name -> same.set(name, trained.get(name)));
        float[] expected = new float[2];
        float[] actual = new float[2];
        try (Predictor one = measured.newPredictor(trained); Predictor other = typed.newPredictor(same)) {
            float[] image = pixels(new DataSource(files.data(), new ImageShape(4, 4, 1), List.of()).training(), 3);
            one.predict(image, actual);
            other.predict(image, expected);
        }
        assertArrayEquals(expected, actual);
        Path typedFile = files.write("typed.cnn", typedSource);
        same.save(folder.resolve("typed.safetensors"));
        Path bright = files.picture("bright.png", 230);
        assertEquals(
                done("predict", typedFile, "--weights", folder.resolve("typed.safetensors"), bright, "--json"),
                done("predict", jar, bright, "--json"));
        assertEquals(
                done("evaluate", typedFile, "--weights", folder.resolve("typed.safetensors"), "--data", files.data()),
                done("evaluate", jar, "--data", files.data()));
    }

    @Test
    void channelsAreMeasuredByThemselvesWithAnyNumberOfThreads() {
        Model model = model(COLOURS);
        InMemoryDataset data = colours(30);
        Weights[] trained = new Weights[2];
        for (int i = 0; i < 2; i++) {
            TrainerOptions options = TrainerOptions.of(model.info()).withThreads(1 + 2 * i).withEpochs(1);
            try (Trainer trainer = model.newTrainer(options)) {
                trainer.fit(data);
                trained[i] = trainer.result();
            }
        }
        assertArrayEquals(trained[0].get("input1.mean"), trained[1].get("input1.mean"));
        assertArrayEquals(trained[0].get("input1.std"), trained[1].get("input1.std"));
        double[] sums = new double[3];
        for (int i = 0; i < data.size(); i++) {
            float[] image = pixels(data, i);
            for (int k = 0; k < image.length; k++) {
                sums[k % 3] += image[k] / (30 * 16);
            }
        }
        for (int c = 0; c < 3; c++) {
            assertEquals(sums[c], trained[0].get("input1.mean")[c], 1e-3);
        }
        assertEquals(77, trained[0].get("input1.mean")[2]);
        assertEquals(1, trained[0].get("input1.std")[2], "the same everywhere, and not divided by zero");
    }

    @Test
    void aTrainingThatGoesOnEndsWithTheSameBits() {
        Model model = model(COLOURS);
        InMemoryDataset data = colours(30);
        TrainerOptions options = TrainerOptions.of(model.info()).withThreads(1);
        Path checkpoint = folder.resolve("middle.safetensors");
        float[] expected;
        float[] state;
        try (Trainer whole = model.newTrainer(options)) {
            whole.fit(data);
            expected = whole.result().parameters().clone();
            state = whole.result().state().clone();
        }
        try (Trainer first = model.newTrainer(options)) {
            first.fit(data, null, new TrainListener() {
                @Override
                public void onBatch(int epoch, int step, int steps, int images, double loss, double accuracy) {
                    if (epoch == 2 && step == 3) {
                        first.save(checkpoint);
                        first.stop();
                    }
                }
            });
        }
        try (Trainer second = model.newTrainer(options)) {
            second.restore(checkpoint);
            second.fit(data);
            assertArrayEquals(expected, second.result().parameters());
            assertArrayEquals(state, second.result().state());
        }
    }

    /** What was learnt with some numbers is worth nothing with others. */
    @Test
    void weightsThatWereTakenOverKeepTheirNumbers() throws IOException {
        Model model = model(COLOURS);
        Weights start = model.newWeights(1);
        start.set("input1.mean", new float[] {100, 50, 25});
        start.set("input1.std", new float[] {10, 20, 30});
        Path from = folder.resolve("from.safetensors");
        start.save(from);
        Weights taken = model.newWeights(2);
        assertTrue(taken.loadMatching(from).complete());
        try (Trainer trainer = model.newTrainer(taken, TrainerOptions.of(model.info()).withThreads(1))) {
            trainer.fit(colours(12));
            assertArrayEquals(new float[] {100, 50, 25}, trainer.result().get("input1.mean"));
            assertArrayEquals(new float[] {10, 20, 30}, trainer.result().get("input1.std"));
        }
    }

    @Test
    void weightsWithoutTheNumbersAreToldOf() throws IOException {
        Path plain = files.weights();
        Run run = Run.of("predict", network, "--weights", plain, files.picture("bright.png", 230));
        assertEquals(2, run.code(), run::toString);
        assertTrue(run.err().contains(plain + ": not the weights of tiny\n"
                + "  missing: input1.mean [1] (measured in training, as normalise = true says)\n"
                + "  missing: input1.std [1] (measured in training, as normalise = true says)"), run::toString);
    }

    @Test
    void damagedNumbersAreToldOf() {
        Model model = model(COLOURS);
        Weights weights = model.newWeights(1);
        weights.set("input1.mean", new float[3]);
        weights.set("input1.std", new float[] {1, 0, 1});
        CnncException failure =
                assertThrows(CnncException.class, () -> model.newPredictor(weights));
        assertEquals("the weights of colours say that channel 1 of the images has mean 0.0 and deviation 0.0: they are"
                + " damaged", failure.getMessage());
    }

    @Test
    void numbersAreMeasuredOrTypedAndNotBoth() throws IOException {
        Path both = files.write("both.cnn", MEASURED.replace("normalise = true", "normalise = true, std = 0.3"));
        Run run = Run.of("check", both);
        assertEquals(2, run.code(), run::toString);
        assertTrue(run.err().contains("error[E0302]: normalise = true measures mean and std, but std is given"),
                run::toString);
        Path off = files.write("off.cnn", MEASURED.replace("normalise = true", "normalise = false, std = 0.3"));
        done("check", off);
        assertFalse(Models.compile(off).info().input().isNormalised());
    }

    @Test
    void theNumbersCountAsWeightsThatDoNotLearn() {
        LayerInfo input = model(COLOURS).info().layers().get(0);
        assertEquals(6, input.parameters());
        assertEquals(0, input.trainable());
    }
}
