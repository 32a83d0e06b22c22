package dev.cnnc.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples with random damage: whatever comes, an answer comes, soon. */
class MutationTest {

    private static final String[] INSERTS = {
        "{", "}", "(", ")", "[", "]", ",", ":", "=", "->", "\"", "'", "#", "\n", "\0", "\uD800", "\u00e9", "3X3", "1e",
        ".", "repeat ", "if ", "else ", "branch ", "model ", "train ", "and ", "9999999999999999999", "\\", "^", "-",
        "@", ";"
    };

    @Test
    void damagedSamplesGiveATreeOrErrorsWithinTheFile() throws IOException {
        Random random = new Random(7);
        for (Path sample : FormatterTest.samples()) {
            String text = Files.readString(sample);
            assertTimeout(Duration.ofSeconds(60), () -> {
                for (int i = 0; i < 1500; i++) {
                    check(damage(text, random));
                }
            });
        }
    }

    private static void check(String text) {
        SourceFile file = new SourceFile("damaged.cnn", text);
        SyntaxReader.Result result = SyntaxReader.read(file);
        assertEquals(result.errors().isEmpty(), result.tree().isPresent(), text);
        int before = 0;
        for (SyntaxError error : result.errors()) {
            assertTrue(error.span().start() >= before && error.span().start() <= error.span().end()
                    && error.span().end() <= text.length(), error + "\n" + text);
            assertTrue(error.message().length() > 10 && error.message().length() < 200, error.message());
            before = error.span().start();
        }
        if (result.errors().isEmpty()) {
            String formatted = Formatter.format(file).text().orElseThrow();
            assertEquals(formatted, Formatter.format(new SourceFile("again.cnn", formatted)).text().orElseThrow());
        }
    }

    private static String damage(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(4)) {
                case 0 -> damaged.deleteCharAt(at);
                case 1 -> damaged.insert(at, INSERTS[random.nextInt(INSERTS.length)]);
                case 2 -> damaged.delete(at, Math.min(damaged.length() - 1, at + random.nextInt(60)));
                default -> damaged.setCharAt(at, (char) (' ' + random.nextInt(95)));
            }
        }
        return damaged.toString();
    }

    @Test
    void aLargeFileIsReadAndFormattedSoon() {
        String line = "  c1: a, b -> conv(32, 3x3, stride = if i == 0 then 2 else 1)  bn  relu\n";
        String text = "model m {\n" + line.repeat((1 << 20) / line.length() - 1) + "}\n";
        assertTimeout(Duration.ofSeconds(30), () -> assertEquals(text,
                Formatter.format(new SourceFile("large.cnn", text)).text().orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "conv(32 = ,, -> { 3x )\n", "a { b( }\n", "a(b c }\n", "(a b ", "x { y z( ] ]\n", "}", "a b = c\n", "repeat {\n}\n",
        "model m {\n", "  {\n}\n", "if a b\n", "a, ", "\"x\n", "3X3 "
    })
    void aLargeWrongFileIsToldSoon(String piece) {
        String text = "model m {\n" + piece.repeat(1_000_000 / piece.length());
        assertTimeout(Duration.ofSeconds(30), () ->
                assertFalse(SyntaxReader.read(new SourceFile("large.cnn", text)).errors().isEmpty()));
    }
}
