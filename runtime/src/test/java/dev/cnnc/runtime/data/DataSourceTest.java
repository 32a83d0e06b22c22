package dev.cnnc.runtime.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.CnncException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourceTest {
    private static final ImageShape SHAPE = new ImageShape(2, 3, 1);

    @TempDir
    Path folder;

    @Test
    void findsIdxFilesByTheNamesOfMnist() throws IOException {
        IdxFiles.writePair(folder, "train", 5);
        assertEquals(5, source(folder).training().size());
        assertTrue(source(folder).test().isEmpty());
        IdxFiles.writePair(folder, "t10k", 2);
        assertEquals(2, source(folder).test().orElseThrow().size());
    }

    @Test
    void findsGzippedIdxFilesAndMixedOnes() throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte.gz"), IdxFiles.gzipped(IdxFiles.images(5)));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), IdxFiles.labels(5));
        assertEquals(5, source(folder).training().size());
        assertEquals(5, source(folder.resolve("train-images-idx3-ubyte.gz")).training().size());
    }

    @Test
    void findsTables() throws IOException {
        Files.writeString(folder.resolve("train.csv"), "0,1,2,3,4,5,6\n");
        Files.write(folder.resolve("test.csv.gz"), IdxFiles.gzipped("0,1,2,3,4,5,6\n1,1,2,3,4,5,6\n".getBytes()));
        assertEquals(1, source(folder).training().size());
        assertEquals(2, source(folder).test().orElseThrow().size());
        assertEquals(1, source(folder.resolve("train.csv")).training().size());
    }

    @Test
    void findsFoldersOfClassesWithAndWithoutParts() throws IOException {
        writeImage("train/cat/a.png");
        writeImage("train/dog/a.png");
        writeImage("test/cat/b.png");
        assertEquals(2, source(folder).training().size());
        assertEquals(1, source(folder).test().orElseThrow().size());
        assertEquals(2, source(folder.resolve("train")).training().size());
        assertTrue(source(folder.resolve("train")).test().isEmpty());
    }

    @Test
    void aClassHasTheSameNumberInAllParts() throws IOException {
        writeImage("train/cat/a.png");
        writeImage("train/dog/a.png");
        writeImage("test/dog/b.png");
        assertEquals(1, source(folder).test().orElseThrow().label(0));
        assertEquals(0, source(folder.resolve("test")).training().label(0));
    }

    @Test
    void findsTheBinaryFilesOfCifar() throws IOException {
        for (int i = 1; i <= 5; i++) {
            Files.write(folder.resolve("data_batch_" + i + ".bin"), CifarReaderTest.records(1, 2, i));
        }
        Files.write(folder.resolve("test_batch.bin"), CifarReaderTest.records(1, 1, 1));
        assertEquals(10, source(folder).training().size());
        assertEquals(1, source(folder).test().orElseThrow().size());
        assertEquals(2, source(folder.resolve("data_batch_3.bin")).training().size());
        Path hundred = Files.createDirectory(folder.resolve("hundred"));
        Files.write(hundred.resolve("train.bin"), CifarReaderTest.records(2, 3, 1));
        Files.write(hundred.resolve("test.bin"), CifarReaderTest.records(2, 2, 1));
        assertEquals(3, source(hundred).training().size());
        assertEquals(2, source(hundred).test().orElseThrow().size());
    }

    @Test
    void findsTablesOfPicturesWhoseFolderMayHaveTheirName() throws IOException {
        writeImage("train/a.png");
        writeImage("train/b.png");
        Files.writeString(folder.resolve("train.csv"), "train/a.png,cat\ntrain/b.png,dog\n");
        assertEquals(List.of("cat", "dog"), source(folder).training().classNames());
        assertEquals(2, source(folder.resolve("train.csv")).training().size());
    }

    @Test
    void whatCouldBeMeantInTwoWaysIsTold() throws IOException {
        IdxFiles.writePair(folder, "train", 2);
        Files.writeString(folder.resolve("train.csv"), "0,1,2,3,4,5,6\n");
        assertMessage(folder, "both train-images-idx3-ubyte and train.csv are here");
    }

    @Test
    void saysWhatItLookedFor() throws IOException {
        assertMessage(folder.resolve("nowhere"), "there is no such file or folder");
        assertMessage(folder, "has no folders of images");
        IdxFiles.writePair(folder, "t10k", 2);
        assertMessage(folder, "there are test images, but no training images");
        assertMessage(Files.writeString(folder.resolve("notes.txt"), ""), "this file's name is none of these");
        Files.write(folder.resolve("train-images-idx3-ubyte"), IdxFiles.images(2));
        assertMessage(folder, "train-labels-idx1-ubyte: there is no such file");
    }

    private void writeImage(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
    }

    private static DataSource source(Path path) {
        return new DataSource(path, SHAPE, List.of());
    }

    private static void assertMessage(Path path, String part) {
        CnncException thrown = assertThrows(CnncException.class, () -> source(path).training());
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }
}
