package dev.cnnc.runtime.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.CnncException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reader of plain PNG files beside the JDK's. */
class PlainPngTest {
    private static final int WIDTH = 7;
    private static final int HEIGHT = 11;

    @TempDir
    Path folder;

    /** Random bytes are rows of random pixels under every filter that their first bytes name. */
    private static byte[] png(int colourType, int samples, String... remarks) throws IOException {
        byte[] rows = new byte[HEIGHT * (1 + WIDTH * samples)];
        new Random(colourType).nextBytes(rows);
        for (int y = 0; y < HEIGHT; y++) {
            rows[y * (1 + WIDTH * samples)] = (byte) ((y + 3) % 5);
        }
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(deflated)) {
            deflater.write(rows);
        }
        byte[] data = deflated.toByteArray();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ByteBuffer.allocate(8).putLong(0x89504e470d0a1a0aL).array());
        chunk(file, "IHDR", ByteBuffer.allocate(13).putInt(WIDTH).putInt(HEIGHT).put((byte) 8).put((byte) colourType)
                .array());
        for (String remark : remarks) {
            chunk(file, remark.substring(0, 4), remark.substring(5).getBytes(StandardCharsets.ISO_8859_1));
        }
        chunk(file, "IDAT", Arrays.copyOf(data, 20));
        chunk(file, "IDAT", Arrays.copyOfRange(data, 20, data.length));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String kind, byte[] content) {
        byte[] checked = ByteBuffer.allocate(4 + content.length).put(kind.getBytes(StandardCharsets.ISO_8859_1))
                .put(content).array();
        CRC32 checksum = new CRC32();
        checksum.update(checked);
        file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        file.writeBytes(checked);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("image.png"), bytes);
    }

    private static float[] read(PictureRows rows) {
        float[] all = new float[0];
        for (int y = 0; y < rows.height(); y++) {
            float[] row = rows.read(y);
            all = Arrays.copyOf(all, all.length + row.length);
            System.arraycopy(row, 0, all, all.length - row.length, row.length);
        }
        return all;
    }

    @ParameterizedTest(name = "colour type {0} to {2} channels")
    @CsvSource({"0, 1, 1", "0, 1, 3", "2, 3, 1", "2, 3, 3", "4, 2, 1", "4, 2, 3", "6, 4, 1", "6, 4, 3"})
    void pixelsAreThoseThatTheJdkReads(int colourType, int samples, int channels) throws IOException {
        Path file = write(png(colourType, samples, "tEXtSoftware\0test"));
        PlainPng plain = PlainPng.read(file, channels);
        assertNotNull(plain);
        assertEquals(WIDTH, plain.width());
        assertArrayEquals(read(new ImageRows(ImageDecoder.decode(file), channels)), read(plain));
    }

    @Test
    void filesThatTheJdkWritesArePlain() throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB,
            BufferedImage.TYPE_INT_ARGB}) {
            BufferedImage image = new BufferedImage(40, 30, type);
            for (int i = 0; i < 1200; i++) {
                image.setRGB(i % 40, i / 40, 0x7010203 * i);
            }
            Path file = folder.resolve("written.png");
            assertTrue(ImageIO.write(image, "png", file.toFile()));
            assertArrayEquals(read(new ImageRows(ImageDecoder.decode(file), 3)), read(PlainPng.read(file, 3)));
        }
    }

    @Test
    void otherPngFilesAreLeftToTheJdk() throws IOException {
        assertNull(PlainPng.read(write(png(0, 1, "gAMA\0\0\0\1")), 1), "gamma");
        assertNull(PlainPng.read(write(png(2, 3, "tRNS\0\1\0\2\0\3")), 3), "a transparent colour");
        assertNull(PlainPng.read(write(png(3, 1)), 3), "a palette");
        byte[] interlaced = png(0, 1);
        interlaced[28] = 1;
        assertNull(PlainPng.read(write(interlaced), 1), "interlaced, and a wrong checksum");
        BufferedImage bits = new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_BINARY);
        Path file = folder.resolve("bits.png");
        assertTrue(ImageIO.write(bits, "png", file.toFile()));
        assertNull(PlainPng.read(file, 1), "one bit a sample");
        assertNull(PlainPng.read(folder.resolve("none.png"), 1));
    }

    @Test
    void damagedFilesGiveTheJdksPixelsOrTheJdksRefusal() throws IOException {
        Mutations.run(png(6, 4), 400, 5, damaged -> {
            Path file = folder.resolve("damaged.png");
            try {
                Files.write(file, damaged);
                PlainPng plain = PlainPng.read(file, 3);
                if (plain != null) {
                    assertArrayEquals(read(new ImageRows(ImageDecoder.decode(file), 3)), read(plain));
                    return;
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            throw new CnncException("not plain");
        });
    }

    @Test
    void aSmallFileDoesNotMakeItTakeMuchMemory() throws IOException {
        byte[] announced = png(0, 1);
        ByteBuffer.wrap(announced).putInt(16, 8000).putInt(20, 8000);
        CRC32 checksum = new CRC32();
        checksum.update(announced, 12, 17);
        ByteBuffer.wrap(announced).putInt(29, (int) checksum.getValue());
        long before = allocated();
        assertNull(PlainPng.read(write(announced), 1));
        assertTrue(allocated() - before < 1 << 20);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
