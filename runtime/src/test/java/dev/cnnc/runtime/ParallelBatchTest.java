package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParallelBatchTest {
    @ParameterizedTest
    @CsvSource({
        "32, 1, 2, 32", "31, 1, 2, 31", "3, 1, 2, 3", "2, 1, 2, 2", "1, 1, 2, 0",
        // A ninth image would keep one of eight threads at work.
        "9, 1, 8, 8", "11, 1, 8, 8", "12, 1, 8, 12", "17, 1, 8, 16", "5, 1, 8, 0", "6, 1, 8, 6", "5, 2, 8, 0",
        "8, 8, 2, 0", "9, 8, 2, 9", "128, 44, 2, 128", "32, 1, 1, 0"})
    void threadsShareOnlyWhatKeepsMostOfThemAtWork(int count, int most, int threads, int expected) {
        assertEquals(expected, ParallelBatch.share(count, most, threads));
    }

    @Test
    void neverMoreThanThereAre() {
        for (int count = 1; count <= 100; count++) {
            for (int most = 1; most <= 9; most++) {
                for (int threads = 1; threads <= 9; threads++) {
                    int share = ParallelBatch.share(count, most, threads);
                    assertTrue(share >= 0 && share <= count, share + " of " + count);
                }
            }
        }
    }
}
