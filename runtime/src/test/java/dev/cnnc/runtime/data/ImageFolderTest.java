package dev.cnnc.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.io.ImageFit;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    private static final ImageShape COLOUR = new ImageShape(2, 2, 3);

    @TempDir
    Path folder;

    @Test
    void foldersAreClassesInTheOrderOfTheirNames() throws IOException {
        write("dog/a.png", 0x010203);
        write("cat/b.png", 0xfffefd);
        write("cat/a.PNG", 0x646464);
        Files.writeString(folder.resolve("cat/notes.txt"), "not an image");
        write(".hidden/a.png", 0);
        Dataset data = ImageFolder.read(folder, COLOUR, ImageFit.STRETCH, List.of());
        assertEquals(List.of("cat", "dog"), data.classNames());
        assertEquals(3, data.size());
        assertEquals(0, data.label(1));
        assertEquals(1, data.label(2));
        byte[] pixels = new byte[12];
        data.copyPixels(2, pixels, 0);
        assertArrayEquals(new byte[] {1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3}, pixels);
        data.copyPixels(1, pixels, 0);
        assertArrayEquals(new byte[] {-1, -2, -3, -1, -2, -3, -1, -2, -3, -1, -2, -3}, pixels);
    }

    @Test
    void theNetworksLabelsNumberFoldersOfTheirNames() throws IOException {
        write("dog/a.png", 0);
        write("cat/a.png", 0);
        Dataset data = ImageFolder.read(folder, COLOUR, ImageFit.STRETCH, List.of("fish", "dog", "cat"));
        assertEquals(2, data.label(0));
        assertEquals(1, data.label(1));
        assertEquals(List.of("fish", "dog", "cat"), data.classNames());
    }

    @Test
    void aFolderThatIsNoLabelAmongOthersThatAreIsAMistake() throws IOException {
        write("dog/a.png", 0);
        write("catt/a.png", 0);
        assertMessage("not catt; the labels are dog, cat", List.of("dog", "cat"));
    }

    @Test
    void emptyFoldersAreNamed() throws IOException {
        assertMessage("has no folders of images", List.of());
        Files.createDirectory(folder.resolve("cat"));
        assertMessage("cat: this class folder has no images", List.of());
    }

    @Test
    void anUnreadableImageIsNamedWhenItIsNeeded() throws IOException {
        write("cat/a.png", 0);
        Files.writeString(folder.resolve("cat/broken.png"), "this is no image");
        Dataset data = ImageFolder.read(folder, COLOUR, ImageFit.STRETCH, List.of());
        data.copyPixels(0, new byte[12], 0);
        CnncException thrown = assertThrows(CnncException.class, () -> data.copyPixels(1, new byte[12], 0));
        assertTrue(thrown.getMessage().contains("broken.png: this is not an image"), thrown.getMessage());
    }

    private void write(String name, int rgb) throws IOException {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 4; i++) {
            image.setRGB(i % 2, i / 2, rgb);
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private void assertMessage(String part, List<String> labels) {
        CnncException thrown = assertThrows(CnncException.class,
                () -> ImageFolder.read(folder, COLOUR, ImageFit.STRETCH, labels));
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }
}
