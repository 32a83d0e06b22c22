package dev.cnnc.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong files in {@code src/test/resources/errors}, each beside what the user is told. */
class SyntaxErrorTest {

    private static final Path FOLDER = Path.of("src/test/resources/errors");

    static List<Path> wrongFiles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".cnn")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void aWrongFileIsToldInTheWordsOfItsGolden(Path path) throws IOException {
        SourceFile file = new SourceFile(path.getFileName().toString(), Files.readString(path));
        String told = SyntaxReader.read(file).errors().stream()
                .map(error -> error.span() + "-" + error.span().end() + "\n  " + error.message()
                        + (error.hint().isEmpty() ? "" : "\n  help: " + error.hint()) + "\n")
                .collect(Collectors.joining());
        assertFalse(told.isEmpty());
        for (String jargon : List.of("token", "extraneous", "viable", "mismatched", "EOF", "LEFT_", "RIGHT_", "null")) {
            assertFalse(told.contains(jargon), told);
        }
        Path golden = path.resolveSibling(file.name().replace(".cnn", ".txt"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, told);
        } else if (!Files.exists(golden)) {
            fail("no " + golden + "; write it with mvn -pl grammar test -Dgolden.update=true");
        }
        assertEquals(Files.readString(golden), told);
    }

    private static List<SyntaxError> errors(String text) {
        return SyntaxReader.read(new SourceFile("test.cnn", text)).errors();
    }

    @Test
    void aTextOverOneMebibyteIsRefusedUnread() {
        assertEquals("the file has 1,048,577 characters", errors(" ".repeat((1 << 20) + 1)).get(0).message());
        assertTrue(errors(" ".repeat(1 << 20)).isEmpty());
    }

    @Test
    void nestingIsBoundedInEveryForm() {
        int depth = 100_000;
        List<String> deep = List.of(
                "let a = " + "(".repeat(depth) + "1" + ")".repeat(depth),
                "let a = " + "[".repeat(depth) + "]".repeat(depth),
                "let a = " + "f(".repeat(depth) + ")".repeat(depth),
                "let a = " + "-".repeat(depth) + "1",
                "let a = " + "not ".repeat(depth) + "b",
                "let a = 1" + " + 1".repeat(depth),
                "let a = 1" + " ^ 1".repeat(depth),
                "let a = " + "if b then 1 else ".repeat(depth / 4) + "2",
                "model m {" + "repeat 2 {".repeat(depth / 2) + "}".repeat(depth / 2) + "}",
                "model m {" + "add { branch {".repeat(depth / 2) + "} }".repeat(depth / 2) + "}",
                "model m { if a {}" + " else if a {}".repeat(depth / 2) + "}");
        for (String text : deep) {
            List<SyntaxError> found = errors(text);
            assertEquals("this is nested more than 200 deep", found.get(0).message(), text.substring(0, 40));
        }
    }

    @Test
    void whatIsNestedTwoHundredTimesIsRead() {
        assertTrue(errors("let a = " + "(".repeat(199) + "1" + ")".repeat(199)).isEmpty());
        assertTrue(errors("let a = 1" + " + 1".repeat(199)).isEmpty());
    }

    @Test
    void unclosedBracketsWithoutEndAreBounded() {
        for (String open : List.of("(", "[", "{", "f(", "a {", "}", ")", "\"", "if ")) {
            assertFalse(errors("model m { " + open.repeat(100_000 / open.length())).isEmpty(), open);
        }
    }

    @Test
    void charactersThatHideTheTextAreRefused() {
        assertEquals("the invisible character U+0000 cannot be used", errors("let a = 1 \0").get(0).message());
        assertEquals("the invisible character U+202E cannot be used", errors("# \u202E\nlet a = 1").get(0).message());
        assertEquals("half a character: the text is not valid UTF-16", errors("# \uD83D\nlet a = 1").get(0).message());
        assertEquals("an escape in this text gives half a character",
                errors("let a = \"\\ud83d\"").get(0).message());
        assertTrue(errors("let a = \"\\ud83d\\ude00\"").isEmpty());
    }
}
