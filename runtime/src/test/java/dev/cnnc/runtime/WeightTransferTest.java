package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.io.Mutations;
import dev.cnnc.runtime.io.SafetensorsWriter;
import dev.cnnc.runtime.io.SafetensorsWriter.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightTransferTest {
    private static final ModelInfo INFO = new LinearModel().info();

    @TempDir
    Path folder;

    private static Source tensor(String name, float value, Integer... shape) {
        int size = List.of(shape).stream().reduce(1, (a, b) -> a * b);
        float[] values = new float[size];
        java.util.Arrays.fill(values, value);
        return new Source(name, List.of(shape), values, 0, size);
    }

    private Path file(Source... tensors) {
        Path file = folder.resolve("other.safetensors");
        SafetensorsWriter.write(file, Map.of(), List.of(tensors));
        return file;
    }

    @Test
    void whatFitsInNameAndShapeIsTakenAndTheRestStaysAsItWas() {
        Weights weights = Weights.initialised(INFO, 3);
        float[] untouched = weights.get("dense1.weight");
        TransferReport report = weights.loadMatching(file(tensor("dense1.weight", 7, 16, 3), tensor("dense1.bias", 5, 3),
                tensor("bn1.running_var", 4, 2), tensor("dense2.bias", 1, 9), tensor("bn1.num_batches_tracked", 1)));
        assertArrayEquals(new float[] {5, 5, 5}, weights.get("dense1.bias"));
        assertArrayEquals(new float[] {4, 4}, weights.get("bn1.running_var"));
        assertArrayEquals(new float[] {0, 0}, weights.get("bn1.running_mean"));
        assertArrayEquals(untouched, weights.get("dense1.weight"));
        assertEquals("""
                2 of 4 weights from %s (5 of 55 numbers)
                  another shape: dense1.weight: expected [3, 16], found [16, 3]
                  missing: bn1.running_mean [2]
                  unused: dense2.bias""".formatted(folder.resolve("other.safetensors")), report.describe());
        assertFalse(report.complete());
        assertEquals(5, report.takenFloats());
    }

    @Test
    void ownWeightsComeBackWhole() {
        Path file = folder.resolve("own.safetensors");
        Weights.initialised(INFO, 9).save(file);
        Weights weights = Weights.initialised(INFO, 3);
        assertTrue(weights.loadMatching(file).complete());
        assertArrayEquals(Weights.initialised(INFO, 9).parameters(), weights.parameters());
    }

    @Test
    void tensorsAreRenamedByTheFirstPatternThatFits() {
        Weights weights = Weights.initialised(INFO, 3);
        Renaming renaming = Renaming.NONE.with("net.head.*", "dense1.*").with("net.*.0.*", "bn*.*").with("*", "");
        TransferReport report = weights.loadMatching(
                file(tensor("net.head.bias", 5, 3), tensor("net.1.0.running_mean", 2, 2), tensor("dense1.weight", 1, 3, 16)),
                renaming);
        assertArrayEquals(new float[] {5, 5, 5}, weights.get("dense1.bias"));
        assertArrayEquals(new float[] {2, 2}, weights.get("bn1.running_mean"));
        assertEquals(List.of("dense1.weight"), report.unused());
        assertEquals(List.of("net.head.bias", "net.1.0.running_mean"),
                report.taken().stream().map(TransferReport.Taken::tensor).toList());
    }

    @Test
    void dimensionsOfOneMakeNoOtherShape() {
        Weights weights = Weights.initialised(INFO, 3);
        weights.loadMatching(file(tensor("dense1.weight", 6, 3, 16, 1, 1)));
        assertEquals(6, weights.get("dense1.weight")[47]);
    }

    @Test
    void twoTensorsOfOneNameAreRefused() {
        Path file = file(tensor("a.bias", 5, 3), tensor("b.bias", 5, 3));
        CnncException e = assertThrows(CnncException.class, () -> Weights.initialised(INFO, 3)
                .loadMatching(file, Renaming.NONE.with("*.bias", "dense1.bias")));
        assertEquals(file + ": both a.bias and b.bias would become dense1.bias", e.getMessage());
    }

    @Test
    void integersAreNotTakenForWeights() throws IOException {
        String header = "{\"dense1.bias\":{\"dtype\":\"I32\",\"shape\":[3],\"data_offsets\":[0,12]}}";
        Path file = Files.write(folder.resolve("integers.safetensors"),
                ByteBuffer.allocate(8 + header.length() + 12).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length())
                        .put(header.getBytes(StandardCharsets.UTF_8)).array());
        TransferReport report = Weights.initialised(INFO, 3).loadMatching(file);
        assertTrue(report.describe().contains("another shape: dense1.bias: expected [3], found [3] of type I32"),
                report.describe());
    }

    @Test
    void damagedFilesAreReadOrRefusedButNeverFail() throws IOException {
        byte[] bytes = Files.readAllBytes(file(tensor("net.bias", 5, 3), tensor("bn1.running_var", 4, 2)));
        Path damaged = folder.resolve("damaged.safetensors");
        Renaming renaming = Renaming.NONE.with("*.bias", "dense1.*bias").with("*net*.*", "*.*.*");
        Weights weights = Weights.initialised(INFO, 3);
        Mutations.Tally tally = Mutations.run(bytes, 1_000, 13, content -> {
            try {
                Files.write(damaged, content);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            weights.loadMatching(damaged, renaming);
        });
        assertTrue(tally.refused() > tally.all() / 2, tally.toString());
    }
}
