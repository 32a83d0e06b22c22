package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users get wrong: each ends with exit code 2 and a message that names it, never with a stack trace. */
class WrongInputTest {

    @TempDir
    private Path folder;

    private Workplace files;

    @BeforeEach
    void openWorkplace() {
        files = new Workplace(folder);
    }

    private static void rejected(Run run, String... parts) {
        assertEquals(2, run.code(), run::toString);
        for (String part : parts) {
            assertTrue(run.err().contains(part), () -> "no '" + part + "' in\n" + run.err());
        }
        assertFalse(run.err().contains("\tat ") || run.err().contains("Exception"), run.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "check model.cnn extra --nonsense   | unknown option | --help shows the usage",
        "chekc model.cnn                    | there is no command 'chekc' | did you mean 'check'?",
        "sumary model.cnn                   | there is no command 'sumary' | did you mean 'summary'?",
        "predict                            | MODEL | usage",
        "summary                            | MODEL | usage",
        "train model.cnn                    | --data | usage",
        "summary model.cnn --depth x        | --depth | 'x' is not an int",
        "summary model.cnn --format yaml    | --format | yaml",
    })
    void wrongUsageIsToldInTwoLines(String words, String first, String second) {
        Run run = Run.of((Object[]) words.trim().split(" "));
        rejected(run, first, second);
        assertTrue(run.err().lines().count() <= 4, run.err());
    }

    @Test
    void withoutACommandTheUsageIsPointedTo() {
        rejected(Run.of(), "command", "--help");
    }

    private Run check(String body) throws IOException {
        return Run.of("check", files.write("wrong.cnn", "model wrong(k = 3) {\n  input(8x8x3)\n" + body + "\n}\n"));
    }

    @Test
    void aWrongDimensionDeepInsideABlockIsToldWithTheWayThere() throws IOException {
        Path file = files.write("deep.cnn", """
                block inner(kernel) {
                  conv(4, kernel)
                }
                block outer(kernel) {
                  repeat 2 { inner(kernel) }
                }
                model deep {
                  input(8x8x3)
                  stage: outer(5x5)
                }
                """);
        rejected(Run.of("check", file), "deep.cnn:2:", "5x5", "4x4", "stage");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "cnov(4, 3x3)                               | did you mean 'conv'? | cnov",
        "conv(4, 3x3, strid = 2)                    | did you mean 'stride'? | strid",
        "conv(4, 9x9)                               | 9x9 | 8x8",
        "conv(k / 2, 3x3)                           | 1.5 | whole",
        "conv(filtres, 3x3)                         | filtres | wrong.cnn:3:6",
        "residual { conv(4, 3x3) }                  | 6x6x4 | 8x8x3",
        "flatten dense(9000000000)                  | 9000000000 | wrong.cnn:3",
        "let a = b let b = a conv(a, 3x3)           | wrong.cnn:3 | b",
        "conv(4, 3x3                                | never closed | wrong.cnn:3",
    })
    void aWrongModelIsToldInItsOwnTerms(String body, String first, String second) throws IOException {
        rejected(check(body), first, second);
    }

    @Test
    void aCycleOfBlocksIsTold() throws IOException {
        rejected(Run.of("check", files.write("cycle.cnn", """
                block a { b }
                block b { a }
                model m {
                  input(8x8x3)
                  a
                }
                """)), "cycle.cnn:");
    }

    @Test
    void moreParametersThanCanBeCountedAreTold() throws IOException {
        rejected(check("flatten  dense(2000000000)  dense(2000000000)  dense(2000000000)"), "wrong.cnn:3");
    }

    @Test
    void weightsOfAnotherNetworkAreTold() throws IOException {
        Path weights = files.weights();
        Path other = files.write("other.cnn", Workplace.NETWORK.replace("units = 4", "units = 5"));
        rejected(Run.of("evaluate", other, "--weights", weights, "--data", files.data()),
                "\n  another shape: dense1.weight");
    }

    @Test
    void weightsThatAreNoneAreTold() throws IOException {
        Path weights = files.write("none.safetensors", "hello");
        rejected(Run.of("evaluate", files.network(), "--weights", weights, "--data", files.data()), "none.safetensors");
        rejected(Run.of("predict", files.network(), files.picture("a.png", 9)), "--weights");
    }

    @Test
    void aTruncatedIdxFileIsTold() throws IOException {
        Path images = files.data().resolve("train-images-idx3-ubyte");
        byte[] bytes = Files.readAllBytes(images);
        Files.write(images, java.util.Arrays.copyOf(bytes, bytes.length - 5));
        rejected(Run.of("train", files.network(), "--data", files.path("data"), "-o", files.path("w")),
                "train-images-idx3-ubyte");
        assertFalse(Files.exists(files.path("w")));
    }

    @Test
    void missingAndUnreadableImagesAreToldAndTheOthersAnswered() throws IOException {
        Path weights = files.weights();
        Path broken = files.write("broken.png", "this is no picture");
        Path good = files.picture("good.png", 200);
        Run run = Run.of("predict", files.network(), "--weights", weights, files.path("missing.png"), broken, good);
        rejected(run, "missing.png", "broken.png");
        assertTrue(run.out().startsWith(good.toString()), run.out());
    }

    @Test
    void aFolderThatTakesNoFilesIsTold() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "a folder in which not even root can make a file");
        rejected(Run.of("compile", files.network(), "-o", "/proc/self/net.jar"), "cannot write /proc/self/net.jar");
    }

    @Test
    void unwritableOutputsAreToldBeforeAnyWork() throws IOException {
        Path nowhere = files.path("no/such/folder/out");
        rejected(Run.of("compile", files.network(), "-o", nowhere), "cannot write", "no folder");
        rejected(Run.of("train", files.network(), "--data", files.data(), "-o", nowhere), "cannot write");
        rejected(Run.of("train", files.network(), "--data", files.data(), "-o", folder), "it is a folder");
        rejected(Run.of("quickstart", "-o", files.network()), "");
    }

    @Test
    void filesThatAreMissingOrOfAnotherKindAreTold() throws IOException {
        rejected(Run.of("summary", files.path("missing.cnn")), "missing.cnn", "no such file");
        rejected(Run.of("check", folder), "is a folder");
        rejected(Run.of("fmt", files.path("missing.cnn")), "no such file");
        rejected(Run.of("summary", files.write("text.jar", "no jar")), "text.jar", "jar");
        rejected(Run.of("train", files.network(), "--data", files.path("nothing")), "nothing");
        Files.write(files.path("latin.cnn"), new byte[] {'#', (byte) 0xe9, '\n'});
        rejected(Run.of("check", files.path("latin.cnn")), "UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "--epochs, 0", "--batch, -1", "--rate, 0", "--validation, 1.5", "--threads, 0", "--optimiser, rms",
        "--schedule, sine", "--momentum, 0.9", "--setting, loss=mse", "--setting, clip=1"
    })
    void settingsOutOfRangeAreTold(String option, String value) throws IOException {
        Run run = Run.of("train", files.network(), "--data", files.data(), "-o", files.path("w"), option, value);
        rejected(run, option.equals("--momentum") ? "the optimiser is adam" : value.replace("=", " = "));
        assertFalse(Files.exists(files.path("w")));
    }

    @Test
    void escapeSequencesInFilesDoNotReachTheTerminal() throws IOException {
        rejected(Run.of("check", folder.resolve("a\u001b[31m.cnn")), "<U+001B>");
    }
}
