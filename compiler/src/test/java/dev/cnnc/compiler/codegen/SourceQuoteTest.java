package dev.cnnc.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceQuoteTest {

    @Test
    void ordinarySourceStaysAsItIs() {
        String line = "conv(64, 3x3, stride = if i == 0 then 2 else 1)  bn  relu";
        assertEquals(line, SourceQuote.comment(line));
    }

    @Test
    void whatJavacReadsBeforeCommentsIsTakenApart() {
        assertEquals("&#92;u000a evil();", SourceQuote.comment("\\u000a evil();"));
        assertEquals("&#92;&#92;u002a/", SourceQuote.comment("\\\\u002a/"));
        assertEquals("&#42;/ evil(); /*", SourceQuote.comment("*/ evil(); /*"));
        assertEquals("a b", SourceQuote.comment("a\nb"));
        assertEquals("&#0;&#8232;&#233;&#128512;", SourceQuote.comment("\0\u2028\u00e9\uD83D\uDE00"));
    }

    @Test
    void longTextIsCut() {
        assertTrue(SourceQuote.comment("x".repeat(10_000)).length() < 120);
    }

    @Test
    void noTextEndsAComment() {
        Random random = new Random(3);
        String alphabet = "*/\\u0a2\n\r\u2028@<&{}\"x";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String quoted = SourceQuote.comment(text.toString());
            assertFalse(quoted.contains("*/") || quoted.contains("\\"), quoted);
            assertTrue(quoted.chars().allMatch(c -> c >= ' ' && c <= '~'), quoted);
        }
    }
}
