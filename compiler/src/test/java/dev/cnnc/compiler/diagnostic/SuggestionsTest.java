package dev.cnnc.compiler.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {

    @ParameterizedTest
    @CsvSource({"cnov,conv,1", "conv,conv,0", "kernl,kernel,1", "'',abc,3", "ca,abc,3", "stirde,stride,1", "abc,xyz,3"})
    void distanceCountsASwapOfNeighboursAsOneEdit(String left, String right, int distance) {
        assertEquals(distance, Suggestions.distance(left, right));
        assertEquals(distance, Suggestions.distance(right, left));
    }

    @ParameterizedTest
    @CsvSource({
        "cnov,conv", "Conv,conv", "RELU,relu", "maxpol,maxpool", "global_avg_pool,global_avgpool", "xyz,", "c,", "zzzz,"
    })
    void onlyNearNamesAreSuggested(String name, String expected) {
        assertEquals(
                Optional.ofNullable(expected),
                Suggestions.closest(name, List.of("conv", "relu", "maxpool", "bn", "global_avgpool")));
    }

    @Test
    void theNearestOfSeveralIsSuggested() {
        assertEquals("did you mean 'filters'?", Suggestions.hint("filtres", List.of("filter", "filters", "fibres")));
    }

    @Test
    void aVeryLongNameIsNotCompared() {
        assertEquals("", Suggestions.hint("a".repeat(1000), List.of("a".repeat(1000))));
    }
}
