package dev.cnnc.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final int HEIGHT = 4;
    private static final int WIDTH = 5;
    private static final int CHANNELS = 3;

    @Test
    void aShiftMovesTheWholeImageAndFillsWithBlack() {
        Set<ByteBuffer> expected = new HashSet<>();
        for (int down = -2; down <= 2; down++) {
            for (int right = -2; right <= 2; right++) {
                expected.add(ByteBuffer.wrap(moved(image(), down, right)));
            }
        }
        assertEquals(expected, changes(new Augmentation(false, 2), 500));
    }

    @Test
    void aFlipMirrorsHalfOfTheImages() {
        byte[] mirrored = mirrored(image());
        assertEquals(Set.of(ByteBuffer.wrap(image()), ByteBuffer.wrap(mirrored)),
                changes(new Augmentation(true, 0), 50));
        long flipped = 0;
        for (int i = 0; i < 1000; i++) {
            flipped += Arrays.equals(mirrored, change(new Augmentation(true, 0), i)) ? 1 : 0;
        }
        assertTrue(flipped > 420 && flipped < 580, flipped + " of 1,000 mirrored");
    }

    @Test
    void flipAndShiftGoTogether() {
        Set<ByteBuffer> expected = new HashSet<>();
        for (int down = -1; down <= 1; down++) {
            for (int right = -1; right <= 1; right++) {
                expected.add(ByteBuffer.wrap(moved(image(), down, right)));
                expected.add(ByteBuffer.wrap(moved(mirrored(image()), down, right)));
            }
        }
        assertEquals(expected, changes(new Augmentation(true, 1), 600));
    }

    @Test
    void theSameSeedEpochAndImageChangeAlike() {
        Augmentation augmentation = new Augmentation(true, 2);
        assertArrayEquals(change(augmentation, 17), change(augmentation, 17));
    }

    @Test
    void aShiftLargerThanTheImageLeavesBlackOrAPart() {
        for (ByteBuffer changed : changes(new Augmentation(false, 100), 50)) {
            assertEquals(HEIGHT * WIDTH * CHANNELS, changed.remaining());
        }
    }

    @Test
    void aNegativeShiftIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Augmentation(false, -1));
    }

    private static Set<ByteBuffer> changes(Augmentation augmentation, int images) {
        Set<ByteBuffer> changes = new HashSet<>();
        for (int i = 0; i < images; i++) {
            changes.add(ByteBuffer.wrap(change(augmentation, i)));
        }
        return changes;
    }

    private static byte[] change(Augmentation augmentation, int number) {
        byte[] to = new byte[HEIGHT * WIDTH * CHANNELS];
        Arrays.fill(to, (byte) 99);
        augmentation.apply(image(), to, HEIGHT, WIDTH, CHANNELS, 3, 1, number);
        return to;
    }

    private static byte[] image() {
        byte[] image = new byte[HEIGHT * WIDTH * CHANNELS];
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) (i + 1);
        }
        return image;
    }

    private static byte[] mirrored(byte[] image) {
        byte[] mirrored = new byte[image.length];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                System.arraycopy(image, (y * WIDTH + WIDTH - 1 - x) * CHANNELS, mirrored, (y * WIDTH + x) * CHANNELS,
                        CHANNELS);
            }
        }
        return mirrored;
    }

    private static byte[] moved(byte[] image, int down, int right) {
        byte[] moved = new byte[image.length];
        for (int y = Math.max(0, down); y < Math.min(HEIGHT, HEIGHT + down); y++) {
            for (int x = Math.max(0, right); x < Math.min(WIDTH, WIDTH + right); x++) {
                System.arraycopy(image, ((y - down) * WIDTH + x - right) * CHANNELS, moved, (y * WIDTH + x) * CHANNELS,
                        CHANNELS);
            }
        }
        return moved;
    }
}
