package dev.cnnc.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class LanguageReferenceTest {

    private static final List<String> PAGES =
            List.of("docs/language.md", "docs/layers.md", "docs/data.md", "README.md");

    @TempDir
    Path folder;

    @Test
    void theReferenceHasExamplesOfBothKinds() throws IOException {
        List<Repository.Example> examples = Repository.examples("docs/language.md", "cnn");
        assertTrue(examples.stream().anyMatch(example -> example.note().isEmpty()));
        assertTrue(examples.stream().anyMatch(example -> example.note().startsWith("in ")));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleCompiles() throws IOException {
        Stream.Builder<DynamicTest> tests = Stream.builder();
        for (String page : PAGES) {
            for (Repository.Example example : Repository.examples(page, "cnn")) {
                tests.add(dynamicTest(page + ":" + example.line(), () -> compiles(example)));
            }
        }
        return tests.build();
    }

    private void compiles(Repository.Example example) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "example", ".cnn"), wholeFile(example));
        Outcome<Compilation> outcome = Compiler.compile(file, options(example.note()));
        assertTrue(outcome.result().isPresent(), () -> outcome.diagnostics().toString());
    }

    /** A fence may say what the command line would: {@code --input 480x640}. */
    private static CompilerOptions options(String note) {
        if (!note.startsWith("--input ")) {
            return CompilerOptions.defaults();
        }
        String[] sides = note.substring("--input ".length()).split("x");
        return CompilerOptions.defaults().withInputSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }

    /** An example may be a body, which begins with its input or names it on its fence: {@code in 32x32x3}. */
    private static String wholeFile(Repository.Example example) {
        if (example.note().startsWith("in ")) {
            return "model example {\n  input(" + example.note().substring(3) + ")\n" + example.text() + "}\n";
        }
        return example.text().startsWith("input(") ? "model example {\n" + example.text() + "}\n" : example.text();
    }
}
