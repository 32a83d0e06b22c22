package dev.cnnc.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.CnncException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
    @TempDir
    Path folder;

    private static byte[] encoded(String format) throws IOException {
        BufferedImage image = new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 20; i++) {
            image.setRGB(i % 5, i / 5, 0x0c0d01 * i);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, out));
        return out.toByteArray();
    }

    private Path write(byte[] bytes) {
        try {
            return Files.write(folder.resolve("image"), bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String refusal(Path file) {
        return assertThrows(CnncException.class, () -> ImageDecoder.decode(file)).getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void commonFormatsAreRead(String format) throws IOException {
        BufferedImage image = ImageDecoder.decode(write(encoded(format)));
        assertEquals(5, image.getWidth());
        assertEquals(4, image.getHeight());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void damagedImagesAreReadOrRefusedButNeverFail(String format) throws IOException {
        byte[] bytes = encoded(format);
        Mutations.Tally tally = Mutations.run(bytes, 300, 9, damaged -> ImageDecoder.decode(write(damaged)));
        assertTrue(tally.refused() > 0 && tally.all() > 300, tally.toString());
    }

    @ParameterizedTest
    @CsvSource({"60000, 60000, too large", "70000, 1, too large", "8001, 8000, too large",
        "2147483647, 2147483647, too large"})
    void aSmallFileThatAnnouncesAHugeImageIsRefusedBeforeDecoding(int width, int height, String message)
            throws IOException {
        byte[] bytes = encoded("png");
        ByteBuffer header = ByteBuffer.wrap(bytes);
        header.putInt(16, width).putInt(20, height);
        CRC32 check = new CRC32();
        check.update(bytes, 12, 17);
        header.putInt(29, (int) check.getValue());
        String refusal = refusal(write(bytes));
        assertTrue(refusal.contains(message), refusal);
        assertTrue(refusal.contains(width + "x" + height), refusal);
    }

    @Test
    void whatIsNoImageFileIsRefusedByName() {
        Path missing = folder.resolve("missing.png");
        assertEquals(missing + ": no such file", refusal(missing));
        assertEquals(folder + ": not a file", refusal(folder));
        Path text = write("hello".getBytes());
        assertEquals(text + ": this is not an image in a known format (PNG, JPEG, GIF, BMP or TIFF)", refusal(text));
        Path empty = write(new byte[0]);
        assertTrue(refusal(empty).startsWith(empty + ": this is not an image"));
    }
}
