package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandsTest {
    @ParameterizedTest
    @CsvSource({
        // Three bands of 18 rows and one of two would keep one thread waiting.
        "56, 18, 1, 2, 4", "56, 18, 2, 2, 4", "112, 44, 2, 2, 4", "28, 4, 2, 2, 8", "28, 4, 2, 1, 7",
        "56, 56, 1, 4, 1", "56, 56, 2, 2, 2", "3, 3, 4, 4, 3", "1, 1, 2, 2, 1", "7, 2, 3, 3, 6"})
    void thereAreAsManyForEveryThread(int height, int highest, int least, int threads, int expected) {
        assertEquals(expected, Bands.count(height, highest, least, threads));
    }

    @Test
    void theyCoverTheImageAndNoneIsTooHigh() {
        for (int height = 1; height <= 60; height++) {
            for (int highest = 1; highest <= height; highest++) {
                for (int threads = 1; threads <= 4; threads++) {
                    int bands = Bands.count(height, highest, threads, threads);
                    int rows = 0;
                    for (int band = 0; band < bands; band++) {
                        assertEquals(rows, Bands.begin(height, bands, band));
                        int next = Bands.begin(height, bands, band + 1);
                        assertTrue(next > rows && next - rows <= highest,
                                height + " rows in " + bands + " bands, " + (next - rows) + " of at most " + highest);
                        rows = next;
                    }
                    assertEquals(height, rows);
                }
            }
        }
    }
}
