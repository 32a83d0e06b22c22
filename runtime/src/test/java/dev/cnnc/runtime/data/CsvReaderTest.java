package dev.cnnc.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.CnncException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {
    private static final ImageShape SHAPE = new ImageShape(1, 3, 1);

    @TempDir
    Path folder;

    @Test
    void readsLabelsAndPixels() throws IOException {
        Dataset data = read("3,0,128,255\n1,7,8,9\n");
        assertEquals(2, data.size());
        assertEquals(3, data.label(0));
        assertArrayEquals(new byte[] {0, (byte) 128, (byte) 255}, pixels(data, 0));
    }

    @Test
    void takesAHeaderAndTheLabelsWhereItSays() throws IOException {
        assertEquals(5, read("label,1x1,1x2,1x3\n5,1,2,3\n").label(0));
        assertEquals(5, read("a,b,c,d\n5,1,2,3\n").label(0));
        Dataset last = read("\uFEFFp0,p1,p2,\"Class\"\r\n1,2,3,9\r\n\r\n4,5,6,8");
        assertEquals(9, last.label(0));
        assertArrayEquals(new byte[] {4, 5, 6}, pixels(last, 1));
    }

    @Test
    void takesWholeNumbersWithADecimalPointAndQuotes() throws IOException {
        assertArrayEquals(new byte[] {1, 2, 3}, pixels(read("0.0,1.0,\"2\", 3 \n"), 0));
    }

    @Test
    void readsGzippedFiles() throws IOException {
        Path file = Files.write(folder.resolve("data"), IdxFiles.gzipped("1,2,3,4\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(1, CsvReader.read(file, SHAPE).size());
    }

    @Test
    void aWrongValueIsFoundByLineAndColumn() {
        assertMessage("0,1,2,3\n1,2,256,3\n", "data.csv:2: column 3: '256' found, but a pixel");
        assertMessage("0,1,2,3\n1,2,-1,3\n", ":2: column 3: '-1' found");
        assertMessage("0,1,2,3\n1,2,0.5,3\n", ":2: column 3: '0.5' found");
        assertMessage("0,1,2,3\nx,2,2,3\n", ":2: column 1: 'x' found, but a label");
        assertMessage("0,1,,3\n", ":1: column 3: '' found");
        assertMessage("0,1,\u0007a,3\n", "'?a'");
    }

    @Test
    void aLineOfAnotherLengthSaysHowManyColumnsAreNeeded() {
        assertMessage("0,1,2\n", ":1: 3 columns, but an image of 1x3x1 needs 4: a label and 3 pixels");
        assertMessage("0,1,2,3,4\n", ":1: 5 columns");
    }

    @Test
    void aLineThatNeverEndsIsRefused() {
        assertMessage("7".repeat(1000), "has more than 64 characters");
        assertMessage("1,".repeat(1000), "the line has more columns than the 4");
    }

    @Test
    void aFileWithoutImagesIsRefused() {
        assertMessage("", "there is no image");
        assertMessage("label,a,b,c\n", "there is no image");
    }

    @Test
    void damagedFilesGiveAMessageAndNothingElse() throws IOException {
        Random random = new Random(11);
        byte[] good = "label,a,b,c\n3,0,128,255\n1,7,8,9\n0,0,0,0\n".getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] damaged = good.clone();
            for (int change = random.nextInt(5); change >= 0; change--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                CsvReader.read(Files.write(folder.resolve("data.csv"), damaged), SHAPE);
            } catch (CnncException expected) {
                refused++;
            }
        }
        assertTrue(refused > 1000, refused + " of 2,000 damaged files refused");
    }

    private Dataset read(String content) throws IOException {
        return CsvReader.read(Files.writeString(folder.resolve("data.csv"), content), SHAPE);
    }

    private static byte[] pixels(Dataset data, int image) {
        byte[] pixels = new byte[SHAPE.bytes()];
        data.copyPixels(image, pixels, 0);
        return pixels;
    }

    private void assertMessage(String content, String part) {
        CnncException thrown = assertThrows(CnncException.class, () -> read(content));
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }
}
