package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Models;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.data.DataSource;
import dev.cnnc.runtime.data.ImageShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesTest {

    @TempDir
    private Path folder;

    private Workplace files;
    private Path weights;

    @BeforeEach
    void train() throws IOException {
        files = new Workplace(folder);
        weights = files.weights();
    }

    private Run features(String until, Path output) throws IOException {
        return Run.of("features", files.network(), "--weights", weights, "--until", until, "--data",
                folder.resolve("data"), "-o", output);
    }

    /** What the network's first layers compute of an image, by their formula. */
    private float[] expected(Dataset data, int image) throws IOException {
        ModelInfo info = Models.compile(files.network()).info();
        Weights trained = Weights.load(info, weights);
        byte[] pixels = new byte[16];
        data.copyPixels(image, pixels, 0);
        float[] values = trained.get("dense1.bias");
        for (int unit = 0; unit < values.length; unit++) {
            for (int p = 0; p < pixels.length; p++) {
                values[unit] += trained.get("dense1.weight")[unit * 16 + p] * (pixels[p] & 0xFF) / 255f;
            }
            values[unit] = Math.max(0, values[unit]);
        }
        return values;
    }

    @Test
    void anArrayForNumpyHasAHeaderTheValuesAndTheClassesBesideIt() throws IOException {
        Path output = folder.resolve("features.npy");
        Run run = features("relu1", output);
        assertEquals(0, run.code(), run::toString);
        Dataset data = new DataSource(folder.resolve("data"), new ImageShape(4, 4, 1), List.of()).training();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(output)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(128 + 64 * 4 * 4, bytes.limit());
        String header = new String(bytes.array(), 10, 118, StandardCharsets.US_ASCII);
        assertTrue(header.startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (64, 4), }"), header);
        assertEquals(118, bytes.getShort(8));
        for (int image = 0; image < 64; image++) {
            float[] expected = expected(data, image);
            for (int i = 0; i < 4; i++) {
                assertEquals(expected[i], bytes.getFloat(128 + (image * 4 + i) * 4), 1e-5, "image " + image);
            }
        }
        byte[] labels = Files.readAllBytes(folder.resolve("features.labels.npy"));
        assertTrue(new String(labels, StandardCharsets.US_ASCII).contains("'descr': '<i8'"));
        assertEquals(data.label(5), ByteBuffer.wrap(labels).order(ByteOrder.LITTLE_ENDIAN).getLong(128 + 5 * 8));
    }

    @Test
    void aTableHasALineForEachImage() throws IOException {
        Path output = folder.resolve("features.csv");
        Run run = Run.of("features", files.network(), "--weights", weights, "--until", "relu1", "--data",
                folder.resolve("data"), "--test", "--classes", "1", "-o", output);
        assertEquals(0, run.code(), run::toString);
        List<String> lines = Files.readAllLines(output);
        assertEquals(8, lines.size());
        assertTrue(lines.stream().allMatch(line -> line.startsWith("0,") && line.split(",").length == 5), lines::toString);
    }

    @Test
    void aJarCanEndAtALayerAndGivesItsValues() throws IOException {
        Path jar = folder.resolve("features.jar");
        Run run = Run.of("compile", files.network(), "--until", "dense1", "--weights", weights, "-o", jar);
        assertEquals(0, run.code(), run::toString);
        Run answer = Run.of("predict", jar, files.picture("grey.png", 100));
        assertEquals(0, answer.code(), answer::toString);
        assertEquals(4, answer.out().lines().skip(1).findFirst().orElseThrow().split(",").length, answer::toString);
    }

    @Test
    void whatThereIsNotIsToldOf() throws IOException {
        Run layer = features("dense9", folder.resolve("f.npy"));
        assertEquals(2, layer.code(), layer::toString);
        assertTrue(layer.err().contains("there is no layer or scope named 'dense9'"), layer.err());
        Run format = features("dense1", folder.resolve("f.txt"));
        assertTrue(format.err().contains("a file that ends in .npy or .csv"), format.err());
        Run classes = Run.of("evaluate", files.network(), "--weights", weights, "--data", folder.resolve("data"),
                "--classes", "7");
        assertTrue(classes.err().contains("there are no images of class 7"), classes.err());
        Run numbers = Run.of("evaluate", files.network(), "--weights", weights, "--data", folder.resolve("data"),
                "--classes", "a-b");
        assertTrue(numbers.err().contains("--classes takes numbers such as 0-4 or 5,7,9"), numbers.err());
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() throws IOException {
        Path other = files.write("other.cnn", Workplace.NETWORK.replace("units = 4", "units = 5"));
        Run run = Run.of("features", other, "--weights", weights, "--until", "dense1", "--data", folder.resolve("data"),
                "-o", folder.resolve("f.npy"));
        assertEquals(2, run.code(), run::toString);
        assertTrue(run.err().contains("another shape: dense1.weight: expected [5, 16], found [4, 16]"), run.err());
    }
}
