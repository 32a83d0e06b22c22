package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "stem, stem, true", "stem, stem1, false", "stem*, stem, true", "stem*, stem.conv1.weight, true",
        "*, anything, true", "*.bias, conv1.bias, true", "*.bias, bias, false", "a*a, a, false", "a*a, aa, true",
        "a*b*c, abc, true", "a*b*c, aXbYc, true", "a*b*c, acb, false", "*b*, abc, true", "**, x, true",
        "*ab*ab, ab, false", "*ab*ab, abab, true", "conv?, conv1, false", "conv[12], conv1, false"
    })
    void starsStandForAnyCharactersAndNothingElseIsSpecial(String pattern, String name, boolean fits) {
        assertEquals(fits, new NamePattern(pattern).matches(name));
    }

    @ParameterizedTest
    @CsvSource({
        "stage1, stage1.0.conv1.weight, true", "stage1, stage10.conv1.weight, false", "stage1, stage1, true",
        "stage*.conv1, stage2.0.conv1.weight, true", "stage*.conv1, stage2.0.conv10.weight, false",
        "*.running_mean, stem.bn1.running_mean, true", "conv1, stage1.conv1.weight, false"
    })
    void aPatternOfALayerOrAScopeCoversTheWeightsWithin(String pattern, String name, boolean covered) {
        assertEquals(covered, new NamePattern(pattern).covers(name));
    }

    @Test
    void everyStarButTheLastTakesAsLittleAsItCan() {
        assertEquals(Optional.of(List.of("1", "0", "bn1.bias")), new NamePattern("layer*.*.*").match("layer1.0.bn1.bias"));
        assertEquals(Optional.of(List.of("", "x")), new NamePattern("*-*").match("-x"));
    }

    @Test
    void aLongNameTakesNoLongTime() {
        String name = "ab".repeat(1_000_000);
        NamePattern pattern = new NamePattern("*a*a*a*a*a*a*a*a*c");
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> assertEquals(false, pattern.matches(name)));
    }

    @Test
    void aRuleGivesItsStarsTheirPlaces() {
        Renaming renaming = Renaming.NONE.with("layer*.*.downsample.0.*", "stage*.*.conv3.*").with("fc.*", "");
        assertEquals("stage2.0.conv3.weight", renaming.apply("layer2.0.downsample.0.weight"));
        assertEquals("", renaming.apply("fc.weight"));
        assertEquals("conv1.weight", renaming.apply("conv1.weight"));
        assertEquals("the name '*.*' has more stars than the pattern 'a.*'",
                assertThrows(CnncException.class, () -> renaming.with("a.*", "*.*")).getMessage());
        assertThrows(CnncException.class, () -> renaming.with("", "x"));
    }
}
