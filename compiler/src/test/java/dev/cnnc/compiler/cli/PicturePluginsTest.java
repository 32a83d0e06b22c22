package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.io.ImageDecoder;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats of pictures that the command line decodes and the JDK alone does not. */
class PicturePluginsTest {

    private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

    @TempDir
    Path folder;

    @Test
    void webpIsDecoded() throws IOException {
        Path file = Files.write(folder.resolve("a.webp"), Base64.getDecoder().decode(WEBP));
        BufferedImage image = ImageDecoder.decode(file);
        assertEquals(1, image.getWidth());
        assertEquals(1, image.getHeight());
    }

    @Test
    void jpegOfFourInksIsDecoded() throws IOException {
        WritableRaster inks = Raster.createBandedRaster(0, 16, 16, 4, null);
        for (int i = 0; i < 256; i++) {
            inks.setPixel(i % 16, i / 16, new int[] {255, 255, 0, 255});
        }
        Path file = folder.resolve("a.jpg");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(inks, null, null), null);
        } finally {
            writer.dispose();
        }
        BufferedImage image = ImageDecoder.decode(file);
        assertEquals(16, image.getWidth());
        assertEquals(16, image.getHeight());
    }

    @Test
    void whatTheJdkDecodesIsDecodedByTheJdk() throws IOException {
        BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        Path file = folder.resolve("a.jpg");
        ImageIO.write(grey, "jpg", file.toFile());
        assertTrue(ImageIO.getImageReadersByFormatName("jpeg").next().getClass().getName()
                .startsWith("com.twelvemonkeys."), "the plug-in is there");
        assertEquals(BufferedImage.TYPE_BYTE_GRAY, ImageDecoder.decode(file).getType());
    }
}
