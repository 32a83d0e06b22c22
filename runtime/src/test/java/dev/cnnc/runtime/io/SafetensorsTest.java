package dev.cnnc.runtime.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.CnncException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    private static final String ODD = "a\"b\\c\u0000\u00e9\ud83d\ude00 \n";

    @TempDir
    Path folder;

    private static byte[] file(String header, int dataBytes) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        for (int i = 0; i < dataBytes; i++) {
            bytes.put((byte) i);
        }
        return bytes.array();
    }

    private static void readAll(Safetensors file) {
        for (Safetensors.Tensor tensor : file.tensors()) {
            if (tensor.type().equals("F32")) {
                file.readNext(new float[(int) tensor.elements()], 0);
            } else {
                file.skipNext();
            }
        }
        file.expectEnd();
    }

    private static void readAll(byte[] bytes) {
        try (Safetensors file = Safetensors.open(new ByteArrayInputStream(bytes), "stream")) {
            readAll(file);
        }
    }

    private Path write(byte[] bytes) {
        try {
            return Files.write(folder.resolve("weights.safetensors"), bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] sample() throws IOException {
        Path path = folder.resolve("sample.safetensors");
        float[] values = {1, -0f, Float.NaN, Float.MIN_VALUE, 5, 6, 7};
        SafetensorsWriter.write(path, Map.of("format", "cnnc"), List.of(
                new SafetensorsWriter.Source("first", List.of(2, 1, 2), values, 0, 4),
                new SafetensorsWriter.Source(ODD, List.of(3), values, 4, 3)));
        return Files.readAllBytes(path);
    }

    @Test
    void whatIsWrittenIsReadBackToTheBit() throws IOException {
        byte[] bytes = sample();
        try (Safetensors file = Safetensors.open(folder.resolve("sample.safetensors"))) {
            assertEquals(Map.of("format", "cnnc"), file.metadata());
            assertEquals(List.of("first", ODD), file.tensors().stream().map(Safetensors.Tensor::name).toList());
            assertEquals(List.of(2L, 1L, 2L), file.tensors().get(0).shape());
            float[] found = new float[8];
            file.readNext(found, 1);
            file.readNext(found, 5);
            file.expectEnd();
            int[] bits = new int[8];
            for (int i = 0; i < 8; i++) {
                bits[i] = Float.floatToRawIntBits(found[i]);
            }
            assertArrayEquals(new int[] {0, 0x3f800000, 0x80000000, 0x7fc00000, 1, 0x40a00000, 0x40c00000, 0x40e00000},
                    bits);
        }
        assertEquals(0, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8, "the data are aligned");
    }

    @Test
    void manyMoreValuesThanABufferHoldsAreRead() {
        Path path = folder.resolve("large.safetensors");
        float[] values = new float[100_003];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        SafetensorsWriter.write(path, Map.of(), List.of(
                new SafetensorsWriter.Source("x", List.of(values.length), values, 0, values.length)));
        float[] found = new float[values.length];
        try (Safetensors file = Safetensors.open(path)) {
            file.readNext(found, 0);
        }
        assertArrayEquals(values, found);
    }

    @Test
    void halfPrecisionIsWidened() {
        byte[] bytes = file("{\"h\":{\"dtype\":\"F16\",\"shape\":[6],\"data_offsets\":[0,12]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[],\"data_offsets\":[12,14]}}", 14);
        short[] halves = {0x3c00, (short) 0xc000, 0x0001, 0x7bff, 0x7c00, (short) 0x8000};
        ByteBuffer data = ByteBuffer.wrap(bytes, bytes.length - 14, 14).order(ByteOrder.LITTLE_ENDIAN);
        for (short half : halves) {
            data.putShort(half);
        }
        data.putShort((short) 0x3fc0);
        float[] found = new float[7];
        try (Safetensors file = Safetensors.open(new ByteArrayInputStream(bytes), "stream")) {
            file.readNext(found, 0);
            file.readNext(found, 6);
        }
        assertArrayEquals(new float[] {1, -2, 0x1p-24f, 65504, Float.POSITIVE_INFINITY, -0f, 1.5f}, found);
    }

    @Test
    void tensorsAreOrderedByTheirDataAndNotByTheHeader() {
        byte[] bytes = file("{\"late\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                + "\"early\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}   ", 8);
        try (Safetensors file = Safetensors.open(new ByteArrayInputStream(bytes), "stream")) {
            assertEquals(List.of("early", "late"), file.tensors().stream().map(Safetensors.Tensor::name).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1,-2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.0,2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
        "{\"a\":{\"dtype\":\"F99\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],"
                + "\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],"
                + "\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}",
        "{\"a\":[2]}", "{\"__metadata__\":{\"x\":1}}", "{\"__metadata__\":[]}", "[]", " {}", "{}", "{",
        "\u00e9\u00e9"})
    void headersThatDoNotDescribeTheEightBytesOfDataAreRefused(String header) {
        byte[] bytes = file(header, 8);
        assertThrows(CnncException.class, () -> readAll(bytes));
        assertThrows(CnncException.class, () -> Safetensors.open(write(bytes)));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001, 99_000_000})
    void aHeaderLengthThatCannotBeIsRefusedWithoutTakingMemory(long length) {
        byte[] bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
        assertThrows(CnncException.class, () -> readAll(bytes));
        assertThrows(CnncException.class, () -> Safetensors.open(write(bytes)));
    }

    @Test
    void aTruncatedFileSaysHowManyBytesWereExpectedAndFound() throws IOException {
        byte[] bytes = sample();
        Path cut = write(Arrays.copyOf(bytes, bytes.length - 5));
        CnncException e = assertThrows(CnncException.class, () -> Safetensors.open(cut));
        assertEquals(cut + ": truncated: the header describes " + bytes.length + " bytes, the file has "
                + (bytes.length - 5), e.getMessage());
    }

    @Test
    void aMissingFileAndAFolderAreRefused() {
        Path missing = folder.resolve("missing");
        assertEquals(missing + ": no such file",
                assertThrows(CnncException.class, () -> Safetensors.open(missing)).getMessage());
        assertEquals(folder + ": not a file",
                assertThrows(CnncException.class, () -> Safetensors.open(folder)).getMessage());
    }

    @Test
    void damagedFilesAreReadOrRefusedButNeverFail() throws IOException {
        byte[] bytes = sample();
        Mutations.Tally stream = Mutations.run(bytes, 20_000, 3, SafetensorsTest::readAll);
        assertTrue(stream.refused() > stream.all() / 2, stream.toString());
        Mutations.Tally file = Mutations.run(bytes, 500, 4, damaged -> {
            try (Safetensors tensors = Safetensors.open(write(damaged))) {
                readAll(tensors);
            }
        });
        assertTrue(file.refused() > file.all() / 2, file.toString());
    }

    @Test
    void twoTensorsOfOneNameAreNotWritten() {
        SafetensorsWriter.Source tensor = new SafetensorsWriter.Source("a", List.of(1), new float[1], 0, 1);
        assertThrows(IllegalArgumentException.class,
                () -> SafetensorsWriter.write(folder.resolve("x"), Map.of(), List.of(tensor, tensor)));
    }
}
