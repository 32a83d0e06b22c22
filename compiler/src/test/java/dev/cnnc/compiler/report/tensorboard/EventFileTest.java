package dev.cnnc.compiler.report.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.report.tensorboard.EventReader.Event;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    @TempDir
    private Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** CRC-32C of "123456789" is 0xe3069283. */
    @Test
    void theChecksumIsTheMaskedOneOfTheSpecification() {
        long crc = 0xe3069283L;
        int expected = (int) ((crc >> 15 | crc << 17) + 0xa282ead8L);
        byte[] digits = "x123456789".getBytes(StandardCharsets.US_ASCII);
        assertEquals(expected, EventFile.masked(digits, 1, 9));
    }

    @Test
    void aFileBeginsWithItsVersionAndTheStepWhereItGoesOn() throws IOException {
        new EventFile(folder, 41).close();
        List<Event> events = EventReader.read(files().get(0));
        assertEquals("brain.Event:2", EventReader.text(events.get(0).fields().get(3).get(0)));
        assertEquals(42, events.get(1).step());
        assertArrayEquals(new byte[] {8, 1}, (byte[]) events.get(1).fields().get(7).get(0));
    }

    @Test
    void scalarsHistogramsAndImagesAreReadBack() throws IOException {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, 0x336699);
        try (EventFile file = new EventFile(folder, 0)) {
            file.scalar("loss", 300, 0.25);
            file.histogram("weights", 7, new float[] {-1, 0, 0.5f, 1, Float.NaN});
            file.image("picture", 8, image);
        }
        List<Event> events = EventReader.read(files().get(0));
        assertEquals("loss", events.get(2).tag());
        assertEquals(300, events.get(2).step());
        assertEquals(0.25f, events.get(2).value().get(2).get(0));
        Map<Integer, List<Object>> histogram =
                EventReader.message((byte[]) events.get(3).value().get(5).get(0));
        assertEquals(List.of(-1.0, 1.0, 4.0, 0.5, 2.25), Stream.of(1, 2, 3, 4, 5)
                .map(field -> histogram.get(field).get(0)).toList());
        double[] limits = reals(histogram.get(6).get(0));
        double[] counts = reals(histogram.get(7).get(0));
        assertEquals(limits.length, counts.length);
        assertEquals(4, DoubleStream.of(counts).sum());
        assertEquals(1.0, limits[limits.length - 1]);
        assertEquals(1.0, counts[0]);
        assertEquals(1.0, counts[counts.length - 1]);
        Map<Integer, List<Object>> picture = EventReader.message((byte[]) events.get(4).value().get(4).get(0));
        assertEquals(List.of(2L, 3L), List.of(picture.get(1).get(0), picture.get(2).get(0)));
        BufferedImage back = ImageIO.read(new ByteArrayInputStream((byte[]) picture.get(4).get(0)));
        assertEquals(0x336699, back.getRGB(1, 1) & 0xffffff);
    }

    @Test
    void numbersThatAreAllEqualOrNotFiniteHaveOneBucket() throws IOException {
        try (EventFile file = new EventFile(folder, 0)) {
            file.histogram("equal", 1, new float[] {3, 3});
            file.histogram("none", 1, new float[] {Float.NaN});
        }
        List<Event> events = EventReader.read(files().get(0));
        assertArrayEquals(new double[] {2}, counts(events.get(2)));
        assertArrayEquals(new double[] {0}, counts(events.get(3)));
    }

    @Test
    void aLaterFileComesBehindTheOnesThatAreThere() throws IOException {
        for (int i = 0; i < 3; i++) {
            try (EventFile file = new EventFile(folder, 10 * i)) {
                file.scalar("loss", 10 * i + 1, i);
            }
        }
        List<Path> files = files();
        assertEquals(3, files.size());
        for (int i = 0; i < 3; i++) {
            List<Event> events = EventReader.read(files.get(i));
            assertEquals(10 * i + 1, events.get(2).step());
            assertTrue(files.get(i).getFileName().toString().startsWith("events.out.tfevents."));
        }
    }

    private static double[] counts(Event event) {
        return reals(EventReader.message((byte[]) event.value().get(5).get(0)).get(7).get(0));
    }

    private static double[] reals(Object packed) {
        ByteBuffer bytes = ByteBuffer.wrap((byte[]) packed).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }
}
