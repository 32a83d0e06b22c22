package dev.cnnc.runtime.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.CnncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarReaderTest {
    private static final int PIXELS = 3072;

    @TempDir
    Path folder;

    @Test
    void planesOfColourBecomePixelsOfThreeColours() throws IOException {
        Dataset data = read(CifarReader.Kind.CIFAR_10, records(1, 3, 4));
        assertEquals(new ImageShape(32, 32, 3), data.shape());
        assertEquals(3, data.size());
        assertEquals(List.of(4, 5, 6), List.of(data.label(0), data.label(1), data.label(2)));
        byte[] pixels = new byte[PIXELS + 1];
        data.copyPixels(1, pixels, 1);
        byte[] record = records(1, 3, 4);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < 1024; i++) {
                assertEquals(record[3073 + 1 + 1024 * c + i], pixels[1 + 3 * i + c]);
            }
        }
    }

    @Test
    void ofTwoClassesTheFineOneIsTaken() throws IOException {
        byte[] record = records(2, 1, 90);
        record[0] = 7;
        assertEquals(90, read(CifarReader.Kind.CIFAR_100, record).label(0));
    }

    @Test
    void theClassesHaveTheNamesOfTheFileBesideThem() throws IOException {
        List<String> names = List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship",
                "truck");
        assertEquals(List.of(), read(CifarReader.Kind.CIFAR_10, records(1, 1, 0)).classNames());
        Files.writeString(folder.resolve("batches.meta.txt"), String.join("\n", names) + "\n\n");
        assertEquals(names, read(CifarReader.Kind.CIFAR_10, records(1, 1, 0)).classNames());
        Files.writeString(folder.resolve("batches.meta.txt"), "airplane\n");
        assertMessage("1 names of classes, but there are 10 classes", records(1, 1, 0));
    }

    @Test
    void aFileCutOffAnywhereIsRefusedWithTheImageAndItsPlace() {
        byte[] whole = records(1, 2, 0);
        for (int length : new int[] {0, 1, 3072, 3074, 6145}) {
            int image = length / 3073;
            assertMessage("cut off: image " + (image + 1) + " begins at byte " + (image == 0 ? "0" : "3,073")
                    + " and needs 3,073 bytes, but there are " + String.format("%,d", length % 3073),
                    Arrays.copyOf(whole, length));
        }
    }

    @Test
    void aClassThatIsNoneIsRefused() {
        assertMessage("image 2, at byte 3,073, has class 10, but the classes are 0 to 9", records(1, 2, 9));
    }

    private Dataset read(CifarReader.Kind kind, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("some.bin"), bytes);
        return CifarReader.read(folder, List.of(file), kind);
    }

    private void assertMessage(String part, byte[] bytes) {
        CnncException thrown =
                assertThrows(CnncException.class, () -> read(CifarReader.Kind.CIFAR_10, bytes));
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }

    /** Records whose last class byte counts up from {@code label}. */
    static byte[] records(int labelBytes, int count, int label) {
        byte[] bytes = new byte[count * (labelBytes + PIXELS)];
        for (int i = 0; i < count; i++) {
            int at = i * (labelBytes + PIXELS);
            for (int k = 0; k < PIXELS; k++) {
                bytes[at + labelBytes + k] = (byte) (31 * i + 7 * k);
            }
            bytes[at + labelBytes - 1] = (byte) (label + i);
        }
        return bytes;
    }
}
