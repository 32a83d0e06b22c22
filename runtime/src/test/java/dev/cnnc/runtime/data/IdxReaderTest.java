package dev.cnnc.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.CnncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {
    @TempDir
    Path folder;
    private Path images;
    private Path labels;

    @BeforeEach
    void writeFiles() throws IOException {
        images = Files.write(folder.resolve("images"), IdxFiles.images(4));
        labels = Files.write(folder.resolve("labels"), IdxFiles.labels(4));
    }

    @Test
    void readsImagesAndLabels() {
        Dataset data = IdxReader.read(images, labels);
        assertEquals(4, data.size());
        assertEquals(new ImageShape(2, 3, 1), data.shape());
        assertEquals(2, data.label(2));
        byte[] pixels = new byte[8];
        data.copyPixels(1, pixels, 1);
        assertArrayEquals(new byte[] {0, 6, 7, 8, 9, 10, 11, 0}, pixels);
    }

    @Test
    void readsGzippedFilesWhateverTheirNames() throws IOException {
        Files.write(images, IdxFiles.gzipped(IdxFiles.images(4)));
        assertEquals(4, IdxReader.read(images, labels).size());
    }

    @Test
    void readsColourImages() throws IOException {
        byte[] elements = new byte[4 * 2 * 2 * 3];
        Files.write(images, IdxFiles.bytes(0x804, new int[] {4, 2, 2, 3}, elements));
        assertEquals(new ImageShape(2, 2, 3), IdxReader.read(images, labels).shape());
    }

    @Test
    void labelsAbove127StayPositive() throws IOException {
        Files.write(labels, IdxFiles.bytes(0x801, new int[] {4}, (byte) 0, (byte) 200, (byte) 255, (byte) 1));
        assertEquals(200, IdxReader.read(images, labels).label(1));
    }

    @Test
    void aTruncatedFileSaysHowManyBytesAreMissing() throws IOException {
        Files.write(images, Arrays.copyOf(IdxFiles.images(4), 30));
        assertMessage("the file is cut off: its header declares 40 bytes, but there are at most 30");
    }

    @Test
    void aTruncatedGzipSaysSo() throws IOException {
        byte[] whole = IdxFiles.gzipped(IdxFiles.images(4));
        Files.write(images, Arrays.copyOf(whole, whole.length - 12));
        assertMessage("the gzip data is damaged or cut off");
    }

    @Test
    void aTruncatedContentWithinAWholeGzipSaysExpectedAndFound() throws IOException {
        Files.write(images, IdxFiles.gzipped(Arrays.copyOf(IdxFiles.images(4), 31)));
        assertMessage("40 bytes expected, 31 found");
    }

    @Test
    void aHeaderThatPromisesMoreThanTheFileCanHoldCostsNoMemory() throws IOException {
        Files.write(images, IdxFiles.gzipped(IdxFiles.bytes(0x803, new int[] {2_000_000_000, 1, 1})));
        assertMessage("its header declares 2,000,000,016 bytes, but there are at most");
    }

    @Test
    void sizesWhoseProductOverflowsAreRefused() throws IOException {
        int[] sizes = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        Files.write(images, IdxFiles.bytes(0x803, sizes));
        assertMessage("is too large");
        Files.write(images, IdxFiles.bytes(0x803, new int[] {Integer.MAX_VALUE, 46_000, 46_000}));
        assertMessage("declares");
        Files.write(images, IdxFiles.bytes(0x803, new int[] {1, 0, 3}));
        assertMessage("dimension 2 of the images is 0");
        Files.write(images, IdxFiles.bytes(0x803, new int[] {-1, 2, 3}));
        assertMessage("dimension 1 of the images is 4,294,967,295");
    }

    @Test
    void aFileOfAnotherKindIsRefused() throws IOException {
        Files.write(images, IdxFiles.labels(4));
        assertMessage("this is no IDX file of images: it starts with 00000801, but 00000803 is expected");
        Files.write(images, new byte[] {1, 2});
        assertMessage("this file has 2");
    }

    @Test
    void filesThatDoNotBelongTogetherAreRefused() throws IOException {
        Files.write(labels, IdxFiles.labels(5));
        assertMessage("has 5 labels, but");
    }

    @Test
    void bytesAfterTheEndAreRefused() throws IOException {
        Files.write(images, Arrays.copyOf(IdxFiles.images(4), 50));
        assertMessage("goes on after the 40 bytes");
    }

    @Test
    void aMissingFileAndAFolderAreNamed() throws IOException {
        Files.delete(images);
        assertMessage("images: there is no such file");
        Files.createDirectory(images);
        assertMessage("images: this is a folder");
    }

    @Test
    void damagedFilesGiveAMessageAndNothingElse() throws IOException {
        Random random = new Random(7);
        byte[] plain = IdxFiles.images(4);
        byte[] gzipped = IdxFiles.gzipped(plain);
        int refused = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] damaged = (round % 2 == 0 ? plain : gzipped).clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                damaged[random.nextInt(round % 3 == 0 ? 16 : damaged.length)] = (byte) random.nextInt();
            }
            damaged = Arrays.copyOf(damaged, random.nextInt(8) == 0 ? random.nextInt(damaged.length) : damaged.length);
            Files.write(images, damaged);
            try {
                assertEquals(4, IdxReader.read(images, labels).size());
            } catch (CnncException expected) {
                refused++;
            }
        }
        assertTrue(refused > 1000, refused + " of 2,000 damaged files refused");
    }

    private void assertMessage(String part) {
        CnncException thrown = assertThrows(CnncException.class, () -> IdxReader.read(images, labels));
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }
}
