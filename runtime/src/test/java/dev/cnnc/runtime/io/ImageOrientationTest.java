package dev.cnnc.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.CnncException;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageOrientationTest {
    /** So wide that its colours survive JPEG: black, white above grey, grey. */
    private static final int SIDE = 16;

    @TempDir
    Path folder;

    /** Where the four quarters of the stored image, 1 2 above 3 4, are shown, by the numbers of the standard. */
    @ParameterizedTest
    @CsvSource({"1, 1234", "2, 2143", "3, 4321", "4, 3412", "5, 1324", "6, 3142", "7, 4231", "8, 2413", "9, 1234"})
    void aPictureIsTurnedAsTheCameraWas(int orientation, String quarters) throws IOException {
        for (boolean little : new boolean[] {true, false}) {
            Path file = write(exif(orientation, little));
            BufferedImage shown = ImageDecoder.decode(file);
            boolean turned = orientation >= 5 && orientation <= 8;
            Dimension size = new Dimension(turned ? 2 * SIDE : 4 * SIDE, turned ? 4 * SIDE : 2 * SIDE);
            assertEquals(size, new Dimension(shown.getWidth(), shown.getHeight()));
            assertEquals(size, ImageDecoder.size(file));
            StringBuilder found = new StringBuilder();
            for (int quarter = 0; quarter < 4; quarter++) {
                int x = shown.getWidth() * (1 + 2 * (quarter % 2)) / 4;
                int y = shown.getHeight() * (1 + 2 * (quarter / 2)) / 4;
                found.append(1 + Math.round(shown.getRaster().getSample(x, y, 0) / 80f));
            }
            assertEquals(quarters, found.toString());
        }
    }

    @Test
    void aDamagedMarkLeavesThePictureAsItIs() throws IOException {
        byte[] whole = exif(6, true);
        Dimension stored = new Dimension(4 * SIDE, 2 * SIDE);
        for (int length = 0; length < whole.length - 4; length++) {
            assertEquals(stored, ImageDecoder.size(write(Arrays.copyOf(whole, length))), "cut off at " + length);
        }
        byte[] far = whole.clone();
        far[6 + 4 + 3] = 0x7f;
        assertEquals(stored, ImageDecoder.size(write(far)));
    }

    @Test
    void aFormatThatCannotBeDecodedIsNamed() throws IOException {
        assertUnknown("in the format WebP, which this Java cannot decode", "RIFF\0\0\0\0WEBPVP8 ");
        assertUnknown("in the format HEIC, which", "\0\0\0\u0018ftypheic");
        assertUnknown("not an image in a known format", "some text");
    }

    private void assertUnknown(String part, String start) throws IOException {
        Path file = Files.write(folder.resolve("unknown"), start.getBytes(StandardCharsets.ISO_8859_1));
        CnncException thrown = assertThrows(CnncException.class, () -> ImageDecoder.decode(file));
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }

    /** A JPEG file with this Exif segment behind its first two bytes. */
    private Path write(byte[] exif) throws IOException {
        BufferedImage image = new BufferedImage(4 * SIDE, 2 * SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 2 * SIDE; y++) {
            for (int x = 0; x < 4 * SIDE; x++) {
                image.getRaster().setSample(x, y, 0, 80 * (x / (2 * SIDE) + 2 * (y / SIDE)));
            }
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", jpeg);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(jpeg.toByteArray(), 0, 2);
        out.writeShort(0xffe1);
        out.writeShort(exif.length + 2);
        out.write(exif);
        out.write(jpeg.toByteArray(), 2, jpeg.size() - 2);
        return Files.write(folder.resolve("picture.jpg"), bytes.toByteArray());
    }

    private static byte[] exif(int orientation, boolean little) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
        bytes.write((little ? "II*\0" : "MM\0*").getBytes(StandardCharsets.ISO_8859_1));
        number(bytes, 8, 4, little);
        number(bytes, 2, 2, little);
        for (int tag : new int[] {271, 274}) {
            number(bytes, tag, 2, little);
            number(bytes, 3, 2, little);
            number(bytes, 1, 4, little);
            number(bytes, tag == 274 ? orientation : 7, 2, little);
            number(bytes, 0, 2, little);
        }
        number(bytes, 0, 4, little);
        return bytes.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, int value, int length, boolean little) {
        for (int i = 0; i < length; i++) {
            out.write(value >>> 8 * (little ? i : length - 1 - i));
        }
    }
}
