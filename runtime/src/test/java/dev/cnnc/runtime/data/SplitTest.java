package dev.cnnc.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cnnc.runtime.CnncException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
    @Test
    void thePartsShareNoImageAndLoseNone() {
        Split split = Split.holdOut(data(100), 0.2, 1);
        int[] all = IntStream.concat(IntStream.of(numbers(split.training())), IntStream.of(numbers(split.validation())))
                .sorted().toArray();
        assertArrayEquals(IntStream.range(0, 100).toArray(), all);
        assertEquals(20, split.validation().size());
    }

    @Test
    void everyClassIsHeldOutInProportion() {
        Dataset held = Split.holdOut(data(100), 0.2, 1).validation();
        int[] counts = new int[4];
        for (int i = 0; i < held.size(); i++) {
            counts[held.label(i)]++;
        }
        assertArrayEquals(new int[] {5, 5, 5, 5}, counts);
    }

    @Test
    void theSeedDecidesWhichImages() {
        int[] once = numbers(Split.holdOut(data(100), 0.2, 1).validation());
        assertArrayEquals(once, numbers(Split.holdOut(data(100), 0.2, 1).validation()));
        assertFalse(Arrays.equals(once, numbers(Split.holdOut(data(100), 0.2, 2).validation())));
    }

    @Test
    void sharesThatLeaveAPartEmptyAreRefused() {
        assertThrows(CnncException.class, () -> Split.holdOut(data(100), 0, 1));
        assertThrows(CnncException.class, () -> Split.holdOut(data(100), 1, 1));
        assertThrows(CnncException.class, () -> Split.holdOut(data(2), 0.1, 1));
    }

    /** One pixel an image, which is its number; four classes. */
    private static Dataset data(int size) {
        byte[][] images = new byte[size][];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            images[i] = new byte[] {(byte) i};
            labels[i] = i % 4;
        }
        return new InMemoryDataset("test", new ImageShape(1, 1, 1), images, labels, List.of());
    }

    private static int[] numbers(Dataset data) {
        byte[] pixel = new byte[1];
        return IntStream.range(0, data.size()).map(i -> {
            data.copyPixels(i, pixel, 0);
            return pixel[0] & 0xff;
        }).toArray();
    }
}
