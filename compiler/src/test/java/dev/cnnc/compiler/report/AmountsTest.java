package dev.cnnc.compiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0 B",
        "999, 999, 999 B",
        "1000, 1.00 k, 1.00 kB",
        "9994, 9.99 k, 9.99 kB",
        "9996, 10.0 k, 10.0 kB",
        "118000, 118 k, 118 kB",
        "999499, 999 k, 999 kB",
        "999500, 1.00 M, 1.00 MB",
        "40551040, 40.6 M, 40.6 MB",
        "3857973248, 3.86 G, 3.86 GB",
        "9223372036854775807, 9.22 E, 9.22 EB"
    })
    void largeNumbersHaveThreeDigitsAndAPrefix(long number, String rounded, String bytes) {
        assertEquals(rounded, Amounts.rounded(number));
        assertEquals(bytes, Amounts.bytes(number));
    }

    @ParameterizedTest
    @CsvSource({"0, 0:00", "59.4, 0:59", "59.6, 1:00", "3599, 59:59", "3723, 1:02:03", "-1, 0:00"})
    void durationsAreInMinutesAndHours(double seconds, String text) {
        assertEquals(text, Amounts.duration(seconds));
    }

    @Test
    void countsSharesAndShapesReadAsInPapers() {
        assertEquals("25,557,032", Amounts.count(25_557_032));
        assertEquals("84.31 %", Amounts.percent(0.84312));
        assertEquals("-", Amounts.percent(Double.NaN));
        assertEquals("24x24x6", Amounts.shape(List.of(24, 24, 6)));
    }
}
