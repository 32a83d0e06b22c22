package dev.cnnc.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.grammar.antlr.CnnLexer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CharStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormatterTest {

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../samples"))) {
            return files.filter(file -> file.toString().endsWith(".cnn")).sorted().toList();
        }
    }

    private static String format(String text) {
        Formatter.Result result = Formatter.format(new SourceFile("test.cnn", text));
        assertEquals("[]", result.errors().toString(), text);
        return result.text().orElseThrow();
    }

    private static List<String> words(String text) {
        return new CnnLexer(CharStreams.fromString(text)).getAllTokens().stream()
                .filter(token -> token.getType() != CnnLexer.SPACE)
                .map(token -> token.getText().stripTrailing()).toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSamplesAreFormatted(Path sample) throws IOException {
        String text = Files.readString(sample);
        assertEquals(text, format(text));
    }

    @Test
    void formattingKeepsEveryWordAndFormattingTwiceChangesNothing() {
        for (long seed = 0; seed < 3000; seed++) {
            String text = new RandomProgram(seed).write();
            String once = format(text);
            assertEquals(words(text), words(once), "seed " + seed);
            assertEquals(once, format(once), "seed " + seed);
        }
    }

    @Test
    void noLineEndsWithABlank() {
        for (long seed = 0; seed < 500; seed++) {
            String formatted = format(new RandomProgram(seed).write());
            for (String line : formatted.split("\n")) {
                assertEquals(line.stripTrailing(), line);
            }
        }
    }

    @Test
    void layersOnOneLineStayOnOneLine() {
        assertEquals("""
                model m {
                  conv(32, 3x3)  relu
                  maxpool(2)
                }
                """, format("model m{conv( 32,3x3 )   relu\nmaxpool (2) }"));
    }

    @Test
    void commentsAndSingleBlankLinesAreKept() {
        assertEquals("""
                # top

                model m {  # the model
                  # first
                  relu  # trailing

                  bn
                  # last
                }
                # end
                """, format("# top\n\n\n\nmodel m { # the model\n\n# first\n relu # trailing\n\n\n bn\n# last\n\n}\n"
                + "# end"));
    }

    @Test
    void bodiesOnOneLineStayAndSpreadBodiesAreIndented() {
        assertEquals("""
                block b {
                  repeat 2 { relu  bn }
                  residual {
                    conv(1)
                  } shortcut if a { bn }
                  relu  side {}
                }
                """, format("block b { repeat 2 {relu bn}\nresidual {\nconv(1)} \n shortcut if a {bn} relu side {"
                + "\n} }"));
    }

    @Test
    void operatorsHaveOneSpaceAndSignsNone() {
        assertEquals("let a = 1 / 2 + -b ^ (c - -1) * f(x = -2, y = [-1, 3])\n",
                format("let a=1/2+ - b^( c- -1 )*f (x=-2,y=[ - 1,3 ])"));
    }

    @Test
    void longListsAreWrappedBehindTheirBracket() {
        String names = "\"Ankle boot\", ".repeat(12);
        assertEquals("""
                model m {
                  labels ["Ankle boot", "Ankle boot", "Ankle boot", "Ankle boot", "Ankle boot", "Ankle boot",
                          "Ankle boot", "Ankle boot", "Ankle boot", "Ankle boot", "Ankle boot", "Ankle boot",]
                }
                """, format("model m { labels [" + names.strip() + "]\n}"));
    }

    @Test
    void aLineWithTooManyLayersIsBrokenBetweenLayers() {
        String formatted = format("model m {\n" + "conv(32, 3x3)  relu  ".repeat(8) + "\n}");
        assertEquals(formatted, format(formatted));
        assertTrue(formatted.lines().allMatch(line -> line.length() <= 100), formatted);
        assertEquals(4, formatted.lines().count(), formatted);
    }

    @Test
    void aWrongFileIsNotFormatted() {
        Formatter.Result result = Formatter.format(new SourceFile("test.cnn", "model m {"));
        assertTrue(result.text().isEmpty());
        assertEquals("this '{' is never closed", result.errors().get(0).message());
    }
}
