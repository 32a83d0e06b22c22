package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.io.Mutations;
import dev.cnnc.runtime.io.SafetensorsWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsTest {
    private static final ModelInfo INFO = new LinearModel().info();

    @TempDir
    Path folder;

    private static ModelInfo with(List<ParameterInfo> parameters) {
        return new ModelInfo(1, "Other", "0.1", INFO.input(), INFO.outputs(), INFO.labels(), parameters, INFO.layers(),
                INFO.train(), INFO.memory());
    }

    private static ParameterInfo parameter(String name, int offset, InitialiserInfo initialiser, Integer... shape) {
        return new ParameterInfo(name, List.of(shape), true, offset, initialiser, true);
    }

    private static ModelInfo single(String kind, double first, double second, long fanIn, long fanOut) {
        return with(List.of(parameter("w", 0, new InitialiserInfo(kind, first, second, fanIn, fanOut), 40_000)));
    }

    private static String refusal(ModelInfo info, Path file) {
        return assertThrows(CnncException.class, () -> Weights.load(info, file)).getMessage();
    }

    @Test
    void theSameSeedGivesTheSameWeightsAndAnotherSeedOthers() {
        assertArrayEquals(Weights.initialised(INFO, 3).parameters(), Weights.initialised(INFO, 3).parameters());
        assertFalse(Arrays.equals(Weights.initialised(INFO, 3).parameters(),
                Weights.initialised(INFO, 4).parameters()));
    }

    /** The values come from the same formulas in another language. */
    @Test
    void initialValuesNeverChangeFromOneReleaseToTheNext() {
        float[] first = Arrays.copyOf(Weights.initialised(INFO, 42).get("dense1.weight"), 3);
        assertArrayEquals(new float[] {-0.29357606f, 0.17860393f, 0.39410305f}, first);
    }

    @Test
    void aLayerAddedElsewhereDoesNotChangeTheOthers() {
        InitialiserInfo random = new InitialiserInfo("he_normal", 0, 0, 9, 9);
        ModelInfo small = with(List.of(parameter("b", 0, random, 5)));
        ModelInfo large = with(List.of(parameter("a", 0, random, 7), parameter("b", 7, random, 5)));
        assertArrayEquals(Weights.initialised(small, 1).get("b"), Weights.initialised(large, 1).get("b"));
        assertNotEquals(Weights.initialised(large, 1).get("a")[0], Weights.initialised(large, 1).get("b")[0]);
    }

    @Test
    void stateIsInitialisedToo() {
        Weights weights = Weights.initialised(INFO, 1);
        assertArrayEquals(new float[] {0, 0, 1, 1}, weights.state());
        assertArrayEquals(new float[] {1, 1}, weights.get("bn1.running_var"));
    }

    /** Limits are exact; mean and deviation of 40,000 values lie within a few standard errors. */
    @ParameterizedTest
    @CsvSource({
        "zeros,            0, 0,   0, 0, 0, 0, 0", "ones, 0, 0, 0, 0, 1, 0, 1", "constant, 0.1, 0, 0, 0, 0.1, 0, 0.1",
        "uniform,          1, 3,   0, 0, 2, 0.57735, 3", "normal, -1, 2, 0, 0, -1, 2, 20",
        "truncated_normal, 1, 2,   0, 0, 1, 1.75974, 5", "glorot_uniform, 0, 0, 30, 20, 0, 0.2, 0.34642",
        "glorot_normal,    0, 0,   30, 20, 0, 0.2, 2", "he_uniform, 0, 0, 50, 1, 0, 0.2, 0.34642",
        "he_normal,        0, 0,   50, 1, 0, 0.2, 2", "lecun_uniform, 0, 0, 25, 1, 0, 0.2, 0.34642",
        "lecun_normal,     0, 0,   25, 1, 0, 0.2, 2"})
    void initialisersHaveTheirDistribution(String kind, double first, double second, long fanIn, long fanOut,
            double mean, double deviation, double limit) {
        float[] values = Weights.initialised(single(kind, first, second, fanIn, fanOut), 8).get("w");
        double sum = 0;
        double squares = 0;
        double largest = 0;
        for (float value : values) {
            sum += value;
            squares += (value - mean) * (value - mean);
            largest = Math.max(largest, Math.abs(value));
        }
        assertEquals(mean, sum / values.length, deviation / 50 + 1e-8);
        assertEquals(deviation, Math.sqrt(squares / values.length), deviation / 60 + 1e-8);
        assertTrue(largest <= (float) limit, "the largest is " + largest);
    }

    @ParameterizedTest
    @CsvSource({"12, 40", "40, 12", "20, 20", "1, 30"})
    void anOrthogonalMatrixHasRowsOrColumnsAtRightAngles(int rows, int columns) {
        InitialiserInfo orthogonal = new InitialiserInfo("orthogonal", 1.5, 0, columns, rows);
        float[] q = Weights.initialised(with(List.of(parameter("w", 0, orthogonal, rows, columns / 2, 2))), 8).get("w");
        boolean wide = rows <= columns;
        for (int i = 0; i < Math.min(rows, columns); i++) {
            for (int j = 0; j <= i; j++) {
                double dot = 0;
                for (int k = 0; k < Math.max(rows, columns); k++) {
                    dot += wide ? q[i * columns + k] * q[j * columns + k] : q[k * columns + i] * q[k * columns + j];
                }
                assertEquals(i == j ? 1.5 * 1.5 : 0, dot, 1e-5, i + ", " + j);
            }
        }
    }

    @Test
    void anUnknownInitialiserIsNamed() {
        CnncException e = assertThrows(CnncException.class, () -> Weights.initialised(single("magic", 0, 0, 0, 0), 1));
        assertTrue(e.getMessage().startsWith("w: this runtime has no initialiser 'magic'"), e.getMessage());
    }

    @Test
    void savedWeightsComeBackToTheBitAndEqualWeightsGiveEqualFiles() throws IOException {
        Weights weights = Weights.initialised(INFO, 9);
        weights.set("bn1.running_mean", new float[] {-0f, Float.MIN_VALUE});
        Path file = folder.resolve("w.safetensors");
        weights.save(file);
        Weights back = Weights.load(INFO, file);
        assertArrayEquals(weights.parameters(), back.parameters());
        assertArrayEquals(weights.state(), back.state());
        assertEquals(List.of("dense1.weight", "dense1.bias", "bn1.running_mean", "bn1.running_var"), back.names());
        Path again = folder.resolve("again.safetensors");
        back.save(again);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
        assertArrayEquals(weights.parameters(),
                Weights.load(INFO, new ByteArrayInputStream(Files.readAllBytes(file)), "jar").parameters());
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedWithTheirDifferences() {
        InitialiserInfo zeros = new InitialiserInfo("zeros", 0, 0, 0, 0);
        List<ParameterInfo> parameters = new ArrayList<>();
        parameters.add(parameter("dense1.weight", 0, zeros, 16, 3));
        for (int i = 0; i < 5; i++) {
            parameters.add(parameter("conv" + i + ".weight", 48 + i, zeros, 1));
        }
        Path file = folder.resolve("other.safetensors");
        Weights.initialised(with(parameters), 1).save(file);
        assertEquals(file + """
                : not the weights of Linear; the file says it is of Other
                  another shape: dense1.weight: expected [3, 16], found [16, 3]
                  missing: dense1.bias [3]
                  missing: bn1.running_mean [2]
                  missing: bn1.running_var [2]
                  unexpected: conv0.weight [1]
                  unexpected: conv1.weight [1]
                  unexpected: conv2.weight [1]
                  unexpected: 2 more""", refusal(INFO, file));
    }

    @Test
    void namesFromAFileReachTheTerminalEscaped() {
        Path file = folder.resolve("odd.safetensors");
        SafetensorsWriter.write(file, Map.of("model", "\u001b[2J"), List.of(
                new SafetensorsWriter.Source("\u001b[31mred", List.of(1), new float[1], 0, 1)));
        String message = refusal(INFO, file);
        assertTrue(message.contains("\\u001b[31mred") && !message.contains("\u001b"), message);
    }

    @Test
    void theBatchCounterOfPyTorchIsPassedOver() {
        Weights weights = Weights.initialised(INFO, 9);
        List<SafetensorsWriter.Source> tensors = new ArrayList<>();
        tensors.add(new SafetensorsWriter.Source("bn1.num_batches_tracked", List.of(1), new float[1], 0, 1));
        for (ParameterInfo p : INFO.parameters()) {
            tensors.add(new SafetensorsWriter.Source(p.name(), p.shape(), weights.get(p.name()), 0, p.size()));
        }
        Path file = folder.resolve("pytorch.safetensors");
        SafetensorsWriter.write(file, Map.of(), tensors);
        assertArrayEquals(weights.parameters(), Weights.load(INFO, file).parameters());
    }

    @Test
    void damagedFilesAreReadOrRefusedButNeverFail() throws IOException {
        Path file = folder.resolve("w.safetensors");
        Weights.initialised(INFO, 9).save(file);
        byte[] bytes = Files.readAllBytes(file);
        Mutations.Tally tally = Mutations.run(bytes, 5_000, 13,
                damaged -> Weights.load(INFO, new ByteArrayInputStream(damaged), "damaged"));
        assertTrue(tally.refused() > tally.all() / 2, tally.toString());
        assertEquals(file + ": truncated: the header describes " + bytes.length + " bytes, the file has 500",
                refusal(INFO, Files.write(file, Arrays.copyOf(bytes, 500))));
    }

    @Test
    void tensorsAreReadAndReplacedByName() {
        Weights weights = Weights.initialised(INFO, 9);
        float[] bias = {1, 2, 3};
        weights.set("dense1.bias", bias);
        bias[0] = 7;
        assertArrayEquals(new float[] {1, 2, 3}, weights.get("dense1.bias"));
        assertEquals(1, weights.parameters()[48]);
        assertEquals("Linear has no tensor named dense2.bias",
                assertThrows(IllegalArgumentException.class, () -> weights.get("dense2.bias")).getMessage());
        assertEquals("dense1.bias of shape [3] takes 3 values, not 4", assertThrows(IllegalArgumentException.class,
                () -> weights.set("dense1.bias", new float[4])).getMessage());
    }

    @Test
    void aCopyDoesNotFollowTheOriginal() {
        Weights weights = Weights.initialised(INFO, 9);
        Weights copy = weights.copy();
        weights.set("dense1.bias", new float[] {1, 2, 3});
        assertNotSame(weights.parameters(), copy.parameters());
        assertArrayEquals(new float[] {0, 0, 0}, copy.get("dense1.bias"));
    }

    @Test
    void anUnwritableOutputIsRefusedWithItsReason() {
        Path file = folder.resolve("missing").resolve("w.safetensors");
        CnncException e = assertThrows(CnncException.class, () -> Weights.initialised(INFO, 1).save(file));
        assertEquals("cannot write " + file + ": there is no folder " + file.getParent(), e.getMessage());
    }
}
