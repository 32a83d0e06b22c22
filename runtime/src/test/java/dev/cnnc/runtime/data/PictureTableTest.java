package dev.cnnc.runtime.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.io.ImageFit;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTableTest {
    private static final ImageShape SHAPE = new ImageShape(1, 1, 1);

    @TempDir
    Path outer;
    private Path folder;

    @BeforeEach
    void writePictures() throws IOException {
        folder = Files.createDirectories(outer.resolve("set"));
        write("a.png", 10);
        write("my, \"best\" dog.png", 20);
        write("more/third.png", 30);
        write("../secret.png", 40);
    }

    @Test
    void aLineIsAPathAndAClass() throws IOException {
        Dataset data = read("a.png,cat\n \"my, \"\"best\"\" dog.png\" , dog \r\n\n./more/../more/third.png,\"cat\"");
        assertEquals(List.of("cat", "dog"), data.classNames());
        assertEquals(List.of(0, 1, 0), labels(data));
        byte[] pixels = new byte[3];
        for (int i = 0; i < 3; i++) {
            data.copyPixels(i, pixels, i);
        }
        assertEquals(List.of((byte) 10, (byte) 20, (byte) 30), List.of(pixels[0], pixels[1], pixels[2]));
    }

    @Test
    void aHeaderNamesTheColumnsInAnyOrder() throws IOException {
        Dataset data = read("\uFEFFweight,Label,File\n1,4,a.png\n2,0,more/third.png\n");
        assertEquals(List.of(), data.classNames());
        assertEquals(List.of(4, 0), labels(data));
    }

    @Test
    void theNetworksLabelsNumberTheClasses() throws IOException {
        String text = "a.png,dog\nmore/third.png,cat\n";
        assertEquals(List.of(2, 1), labels(read(text, List.of("fish", "cat", "dog"))));
        assertEquals(List.of(1, 0), labels(read(text, List.of("shoe", "hat"))));
        assertMessage("some classes are named like the network's labels, but not cat; the labels are dog, fish", text,
                List.of("dog", "fish"));
        assertEquals(List.of(1, 0), labels(read("a.png,7\nmore/third.png,3\n", List.of("3", "7"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.png", "more/../../secret.png", "link.png", "away/secret.png", "./../secret.png",
        "more/../../set/../secret.png", ""})
    void aPathOutOfTheFolderIsRefused(String path) throws IOException {
        Files.createSymbolicLink(folder.resolve("link.png"), outer.resolve("secret.png"));
        Files.createSymbolicLink(folder.resolve("away"), outer);
        assertMessage("table.csv:2: '" + path + "' does not lead to a file in the folder of the table",
                "a.png,cat\n" + path + ",cat\n", List.of());
    }

    @Test
    void anAbsolutePathIsRefused() {
        assertMessage("does not lead to a file in the folder", "a.png,x\n" + outer.resolve("set/a.png") + ",x\n",
                List.of());
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() {
        assertMessage("table.csv:2: there is no file b.png", "a.png,cat\nb.png,cat\n", List.of());
        assertMessage("table.csv:2: there is no file more", "a.png,cat\nmore,cat\n", List.of());
        assertMessage("table.csv:2: the class is missing", "a.png,cat\na.png,\n", List.of());
        assertMessage("table.csv:3: 3 columns, but 2 are expected", "a.png,cat\n\na.png,cat,1\n", List.of());
        assertMessage("table.csv:1: 1 columns, but 2 are expected", "a.png\n", List.of());
        assertMessage("table.csv:2: this is no path", "a.png,cat\na\0.png,cat\n", List.of());
        assertMessage("there is no picture in this table", "path,label\n", List.of());
        assertMessage("table.csv:1: a quote is opened and not closed", "\"a.png,cat\n", List.of());
        assertMessage("table.csv:1: a comma is expected behind the quoted field", "\"a\"b,cat\n", List.of());
        assertMessage("table.csv:2: the line has more than 16384 bytes", "a.png,cat\n" + "a".repeat(20_000), List.of());
    }

    @Test
    void tablesOfPixelsAreKnownByTheirNumbers() throws IOException {
        assertTrue(isTable("a.png,cat\n"));
        assertTrue(isTable("a.png,1\nb.png,0\n"));
        assertTrue(isTable("path,label\na.png,1\n"));
        assertFalse(isTable("1,0\n"));
        assertFalse(isTable("label,pixel1,pixel2\n1,0,0\n"));
        assertFalse(isTable("1,0,x,4\n1,2,3,4\n"));
        assertFalse(isTable("label" + ",pixel1".repeat(10_000) + "\n"));
        assertFalse(isTable(""));
    }

    private boolean isTable(String text) throws IOException {
        return PictureTable.isOne(Files.writeString(folder.resolve("table.csv"), text));
    }

    private Dataset read(String text) throws IOException {
        return read(text, List.of());
    }

    private Dataset read(String text, List<String> labels) throws IOException {
        return PictureTable.read(Files.writeString(folder.resolve("table.csv"), text), SHAPE, ImageFit.STRETCH, labels);
    }

    private static List<Integer> labels(Dataset data) {
        return IntStream.range(0, data.size()).mapToObj(data::label).toList();
    }

    private void assertMessage(String part, String text, List<String> labels) {
        CnncException thrown = assertThrows(CnncException.class, () -> read(text, labels));
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }

    private void write(String name, int grey) throws IOException {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, grey);
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
