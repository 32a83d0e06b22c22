package dev.cnnc.compiler.report.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.runtime.io.Json;
import dev.cnnc.runtime.io.JsonRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorStatisticsTest {

    @Test
    void magnitudesAreCountedByPowersOfTwoWithoutTheirSign() {
        TensorStatistics it = TensorStatistics.of("w", new float[] {0.25f, -0.3f, 0.49f, 0.5f, 1, -3.9f, 0, -0f});
        assertEquals(-2, it.from());
        assertEquals(List.of(3, 1, 1, 1), it.magnitudes());
        assertEquals(2, it.zeros());
        assertEquals(0.25, it.zeroShare());
        assertEquals(-3.9, it.least(), 1e-5);
        assertEquals(1, it.most());
        assertEquals((0.25 - 0.3 + 0.49 + 0.5 + 1 - 3.9) / 8, it.mean(), 1e-5);
    }

    @Test
    void numbersThatAreNotFiniteAreCountedApart() {
        TensorStatistics some =
                TensorStatistics.of("w", new float[] {Float.NaN, Float.POSITIVE_INFINITY, 2, Float.MAX_VALUE});
        assertEquals(2, some.notFinite());
        assertEquals(2, some.magnitudes().stream().mapToInt(Integer::intValue).sum());
        TensorStatistics none = TensorStatistics.of("w", new float[] {Float.NaN});
        assertEquals(List.of(1L, 1L, 0.0, 0.0), List.of(none.count(), none.notFinite(), none.rms(), none.least()));
    }

    @Test
    void theSmallestNumbersAreNoZeros() {
        TensorStatistics it = TensorStatistics.of("w", new float[] {Float.MIN_VALUE, 0});
        assertEquals(1, it.zeros());
        assertEquals(-127, it.from());
        assertEquals(List.of(1), it.magnitudes());
    }

    @Test
    void zerosAloneHaveNoMagnitudesAndSurviveTheFile() {
        TensorStatistics it = TensorStatistics.of("w", new float[3]);
        assertEquals(List.of(), it.magnitudes());
        Object json = Json.parse(Json.write(JsonRecords.toJson(it)), "test");
        assertEquals(it, JsonRecords.fromJson(json, TensorStatistics.class, "test"));
    }
}
