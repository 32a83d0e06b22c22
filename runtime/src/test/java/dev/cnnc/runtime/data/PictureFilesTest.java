package dev.cnnc.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

class PictureFilesTest {
    @TempDir
    Path folder;

    @Test
    void picturesStayInMemoryAsFarAsTheyMayAndTheOthersAreReadAgain() throws IOException {
        List<Path> files = List.of(write("a.png", 10), write("b.png", 20));
        Dataset data = new PictureFiles("test", new ImageShape(1, 1, 1), ImageFit.STRETCH, files,
                new int[] {0, 1}, List.of(), 1);
        byte[] pixels = new byte[3];
        for (int round = 0; round < 2; round++) {
            data.copyPixels(0, pixels, 1);
            data.copyPixels(1, pixels, 2);
            assertArrayEquals(new byte[] {0, 10, 20}, pixels);
        }
        Files.delete(files.get(0));
        Files.delete(files.get(1));
        data.copyPixels(0, pixels, 2);
        assertArrayEquals(new byte[] {0, 10, 10}, pixels);
        CnncException thrown = assertThrows(CnncException.class, () -> data.copyPixels(1, pixels, 0));
        assertEquals(files.get(1) + ": no such file", thrown.getMessage());
    }

    private Path write(String name, int grey) throws IOException {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, grey);
        ImageIO.write(image, "png", folder.resolve(name).toFile());
        return folder.resolve(name);
    }
}
