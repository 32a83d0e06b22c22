package dev.cnnc.runtime.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures from files to the pixels of a network. */
class ImageFilesTest {
    @TempDir
    Path folder;

    @Test
    void greyPixelsArriveAsTheyAreStored() throws IOException {
        BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(0, 0, 0, 100);
        grey.getRaster().setSample(1, 0, 0, 200);
        BufferedImage read = ImageDecoder.decode(write(grey));
        assertArrayEquals(new float[] {100, 200}, scaled(read, 1, 2, 1));
        assertArrayEquals(new float[] {100, 100, 100, 200, 200, 200}, scaled(read, 1, 2, 3));
    }

    @Test
    void coloursBecomeGreyByBt601() {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xff0000);
        image.setRGB(1, 0, 0x00ff00);
        image.setRGB(2, 0, 0x0000ff);
        assertArrayEquals(new float[] {76, 150, 29}, scaled(image, 1, 3, 1));
    }

    @Test
    void shrinkingAveragesAllPixels() {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, (i + i / 8) % 2 == 0 ? 0xffffff : 0);
        }
        for (float value : scaled(image, 2, 2, 1)) {
            assertEquals(127.5, value, 4);
        }
    }

    @Test
    void growingInterpolatesBetweenPixels() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 0, 0xc8c8c8);
        assertArrayEquals(new float[] {0, 50, 150, 200, 0, 50, 150, 200}, scaled(image, 2, 4, 1));
    }

    @Test
    void aNetworkOfOtherChannelsTakesNoImageFile() {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        CnncException thrown = assertThrows(CnncException.class, () -> scaled(image, 2, 2, 4));
        assertTrue(thrown.getMessage().contains("2x2x4"), thrown.getMessage());
    }

    @Test
    void whatIsNoImageIsNamed() throws IOException {
        assertMessage(folder.resolve("missing.png"), "missing.png: there is no such file");
        assertMessage(folder, "this is not a file");
        assertMessage(Files.writeString(folder.resolve("a.png"), "hello"), "not an image in a known format");
    }

    @Test
    void anImageThatDeclaresTooManyPixelsIsNotDecoded() throws IOException {
        assertMessage(Files.write(folder.resolve("bomb.png"), pngHeader(100_000, 100_000)), "100,000 x 100,000 pixels");
    }

    @Test
    void damagedImagesGiveAMessageAndNothingElse() throws IOException {
        Random random = new Random(5);
        int refused = 0;
        for (String format : new String[] {"png", "jpg", "gif", "bmp"}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
            image.setRGB(3, 3, 0x123456);
            ImageIO.write(image, format, out);
            for (int round = 0; round < 300; round++) {
                byte[] damaged = out.toByteArray();
                for (int change = 0; change < 3; change++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                damaged = Arrays.copyOf(damaged, damaged.length - random.nextInt(damaged.length / 2));
                try {
                    ImageDecoder.decode(Files.write(folder.resolve("damaged." + format), damaged));
                } catch (CnncException expected) {
                    refused++;
                }
            }
        }
        assertTrue(refused > 300, refused + " of 1,200 damaged images refused");
    }

    private static byte[] pngHeader(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(17).put(new byte[] {'I', 'H', 'D', 'R'}).putInt(width).putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.array());
        return ByteBuffer.allocate(8 + 4 + 17 + 4).put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}).putInt(13)
                .put(header.array()).putInt((int) crc.getValue()).array();
    }

    private Path write(BufferedImage image) throws IOException {
        Path file = folder.resolve("image.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static float[] scaled(BufferedImage image, int height, int width, int channels) {
        float[] pixels = new float[height * width * channels];
        ImageScaler.scale(image, height, width, channels, pixels, 0);
        return pixels;
    }

    private static void assertMessage(Path file, String part) {
        CnncException thrown = assertThrows(CnncException.class, () -> ImageDecoder.decode(file));
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }
}
