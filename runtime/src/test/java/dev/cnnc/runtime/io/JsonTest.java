package dev.cnnc.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.CnncException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static Object parse(String text) {
        return Json.parse(text, "test");
    }

    @Test
    void everyKindOfValueIsReadInTheOrderOfTheText() {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("b", Arrays.asList(1L, -2.5, true, false, null, "x"));
        expected.put("a", Map.of());
        Object found = parse(" {\"b\" :[1, -25e-1,true ,false,null,\"x\"]\n,\t\"a\":{}}\r\n");
        assertEquals(expected, found);
        assertEquals(List.of("b", "a"), new ArrayList<>(((Map<?, ?>) found).keySet()));
    }

    @Test
    void escapesAreRead() {
        assertEquals("\"\\/\b\f\n\r\t\u00e9\ud83d\ude00", parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\uD83D\\ude00\""));
    }

    @Test
    void wholeNumbersStayExactAsFarAsLongsReach() {
        assertEquals(Long.MAX_VALUE, parse("9223372036854775807"));
        assertEquals(Long.MIN_VALUE, parse("-9223372036854775808"));
        assertEquals(9223372036854775808.0, parse("9223372036854775808"));
        assertEquals(-0.0, parse("-0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "{", "[", "[1,]", "[,1]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "{1:1}", "01", "1.", ".5", "+1", "1e",
        "1e+", "0x10", "--1", "NaN", "Infinity", "tru", "True", "nul", "'a'", "\"a", "\"\\x\"", "\"\\u12g4\"",
        "\"\\u12", "\"\n\"", "\"\u0000\"", "1 2", "[1 2]", "{\"a\" 1}", "{\"a\":1,\"a\":2}", "1e999", "-1e999",
        "// c\n1", "[1]]", "\ufeff1", "\u00a01", "\"\\\uff11\"", "\uff11"})
    void whatIsNotJsonIsRefused(String text) {
        assertThrows(CnncException.class, () -> parse(text));
    }

    @Test
    void theMessageNamesTheSourceThePlaceAndWhatWasExpected() {
        CnncException e = assertThrows(CnncException.class, () -> Json.parse("[1, x]", "net.json"));
        assertEquals("net.json: not valid JSON at character 4: expected a value, found \"x\"", e.getMessage());
    }

    @Test
    void deepNestingIsRefusedBeforeTheStackOverflows() {
        int depth = Json.MAX_DEPTH;
        parse("[".repeat(depth) + "]".repeat(depth));
        assertThrows(CnncException.class, () -> parse("[".repeat(depth + 2) + "]".repeat(depth + 2)));
        assertThrows(CnncException.class, () -> parse("[".repeat(10_000_000)));
        assertThrows(CnncException.class, () -> parse("{\"a\":".repeat(1_000_000)));
    }

    @Test
    void moreValuesThanTheLimitAreRefused() {
        String text = "[" + "0,".repeat(Json.MAX_VALUES) + "0]";
        CnncException e = assertThrows(CnncException.class, () -> parse(text));
        assertTrue(e.getMessage().contains("more than"), e.getMessage());
    }

    @Test
    void randomValuesComeBackEqual() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            Object value = randomValue(random, 0);
            String text = Json.write(value, random.nextInt(4));
            assertEquals(value, parse(text), text);
            assertTrue(text.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 127), text);
        }
    }

    private static Object randomValue(Random random, int depth) {
        switch (random.nextInt(depth > 4 ? 5 : 7)) {
            case 0:
                return random.nextLong() >> random.nextInt(64);
            case 1:
                double number = Double.longBitsToDouble(random.nextLong());
                return Double.isFinite(number) ? number : 0.1;
            case 2:
                return random.nextBoolean();
            case 3:
                return null;
            case 4:
                StringBuilder string = new StringBuilder();
                for (int i = random.nextInt(9); i > 0; i--) {
                    string.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(65536)));
                }
                return string.toString();
            case 5:
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(randomValue(random, depth + 1));
                }
                return list;
            default:
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    map.put("k\u0000\"" + random.nextInt(), randomValue(random, depth + 1));
                }
                return map;
        }
    }

    @Test
    void whatJsonCannotSayIsNotWritten() {
        assertThrows(IllegalArgumentException.class, () -> Json.write(List.of(Double.NaN)));
        assertThrows(IllegalArgumentException.class, () -> Json.write(Float.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> Json.write(new Object()));
    }

    @Test
    void outerLevelsCanHaveLinesOfTheirOwn() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("a", List.of(1, List.of(2, 3)));
        value.put("b", List.of());
        assertEquals("{\n  \"a\": [\n    1,\n    [2, 3]\n  ],\n  \"b\": []\n}", Json.write(value, 2));
        assertEquals("{\"a\": [1, [2, 3]], \"b\": []}", Json.write(value));
    }

    @Test
    void damagedTextIsReadOrRefusedButNeverFails() {
        byte[] text = "{\"a\": [1, -2.5e3, \"x\\u00e9\\n\"], \"b\": {\"c\": [true, false, null, []]}}"
                .getBytes(StandardCharsets.ISO_8859_1);
        Mutations.Tally tally = Mutations.run(text, 20_000, 11,
                damaged -> parse(new String(damaged, StandardCharsets.ISO_8859_1)));
        assertTrue(tally.refused() > tally.all() / 2, tally.toString());
    }
}
