package dev.cnnc.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffleTest {
    @Test
    void everyImageIsVisitedOnce() {
        int[] order = order(1000, 1, 0);
        Arrays.sort(order);
        assertArrayEquals(IntStream.range(0, 1000).toArray(), order);
    }

    @Test
    void theOrderDependsOnSeedAndEpochAlone() {
        assertArrayEquals(order(100, 5, 2), order(100, 5, 2));
        assertFalse(Arrays.equals(order(100, 5, 2), order(100, 5, 3)));
        assertFalse(Arrays.equals(order(100, 5, 2), order(100, 6, 2)));
    }

    @Test
    void everyPlaceIsAboutEquallyLikely() {
        int[][] counts = new int[6][6];
        int rounds = 6000;
        for (int epoch = 0; epoch < rounds; epoch++) {
            int[] order = order(6, 42, epoch);
            for (int place = 0; place < order.length; place++) {
                counts[place][order[place]]++;
            }
        }
        // 1,000 expected each with a standard deviation of 29, and the seed is fixed.
        for (int[] row : counts) {
            for (int count : row) {
                assertTrue(Math.abs(count - 1000) < 145, () -> Arrays.deepToString(counts));
            }
        }
    }

    private static int[] order(int images, long seed, int epoch) {
        int[] order = new int[images];
        Shuffle.fill(order, seed, epoch);
        return order;
    }
}
