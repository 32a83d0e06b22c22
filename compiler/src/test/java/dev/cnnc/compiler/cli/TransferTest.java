package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Models;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferTest {

    private static final String OTHER = """
            model other {
              input(4x4x1, scale = 1 / 255)
              flatten
              body: dense(4)  relu
              head: dense(2)  softmax
              train { optimiser = adam(rate = 0.05)  batch = 8  epochs = 2 }
            }
            """;

    @TempDir
    private Path folder;

    private Workplace files;

    @BeforeEach
    void openWorkplace() {
        files = new Workplace(folder);
    }

    private Run train(Object... more) throws IOException {
        Object[] words = new Object[more.length + 6];
        Path network = files.write("other.cnn", OTHER);
        System.arraycopy(
                new Object[] {"train", network, "--data", files.data(), "--threads", 1}, 0, words, 0, 6);
        System.arraycopy(more, 0, words, 6, more.length);
        return Run.of(words);
    }

    @Test
    void weightsOfAnotherNetworkAreTakenByNameWithAReport() throws IOException {
        Path from = files.weights();
        Run run = train("--from", from, "--rename", "dense1.*=body.*", "-o", folder.resolve("other.safetensors"));
        assertEquals(0, run.code(), run::toString);
        assertTrue(run.err().contains("2 of 4 weights from " + from + " (68 of 78 numbers)\n"
                + "  missing: head.weight [2, 4]\n  missing: head.bias [2]\n"
                + "  unused: dense2.weight\n  unused: dense2.bias"), run::toString);
    }

    @Test
    void aRunKeepsWhatItBeganWith() throws IOException {
        Path from = files.weights();
        Path plain = folder.resolve("plain.safetensors");
        train("--from", from, "--rename", "dense1.*=body.*", "-o", plain);
        Run run = train("--from", from, "--rename", "dense1.*=body.*", "--run", folder.resolve("run"));
        assertEquals(0, run.code(), run::toString);
        assertArrayEquals(Files.readAllBytes(plain), Files.readAllBytes(folder.resolve("run/weights.safetensors")));
    }

    @Test
    void aFileOfWhichNothingFitsIsRefused() throws IOException {
        Run run = train("--from", files.weights());
        assertEquals(2, run.code(), run::toString);
        assertTrue(run.err().contains("nothing fits; --rename 'FROM=TO' says what the file's tensors are"
                + " called in other"), run::toString);
    }

    @Test
    void frozenLayersStayAsTheyWere() throws IOException {
        Path from = files.weights();
        Path to = folder.resolve("other.safetensors");
        Run run = train("--from", from, "--rename", "dense1.*=body.*", "--freeze", "*", "--freeze", "!head", "-o", to);
        assertEquals(0, run.code(), run::toString);
        ModelInfo tiny = Models.compile(files.network()).info();
        ModelInfo other = Models.compile(folder.resolve("other.cnn")).info();
        assertArrayEquals(Weights.load(tiny, from).get("dense1.weight"), Weights.load(other, to).get("body.weight"));
    }

    @Test
    void frozenWeightsAreAMatterOfTheCompiler() throws IOException {
        Path jar = folder.resolve("other.jar");
        Run.of("compile", files.write("other.cnn", OTHER), "-o", jar);
        Run run = Run.of("train", jar, "--data", files.data(), "--freeze", "body");
        assertEquals(2, run.code(), run::toString);
        assertTrue(run.err().contains("which weights are frozen is compiled into " + jar), run.err());
    }

    @Test
    void patternsThatFitNothingAreToldOf() throws IOException {
        Run run = train("--freeze", "bodi*");
        assertEquals(2, run.code(), run::toString);
        assertTrue(run.err().contains("--freeze:1:1: error[E0507]: no weight or layer is named 'bodi*'")
                && run.err().contains("did you mean 'body'?"), run.err());
        Run rates = train("--rate-of", "tail=2");
        assertEquals(2, rates.code(), rates::toString);
        assertTrue(rates.err().contains("no weight of other is named 'tail'; its first is body.weight"), rates.err());
        Run wrong = train("--rate-of", "body=fast");
        assertTrue(wrong.err().contains("--rate-of takes PATTERN=FACTOR"), wrong.err());
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() throws IOException {
        Run both = train("--from", "a.safetensors", "--weights", "b.safetensors");
        assertEquals(2, both.code(), both::toString);
        assertTrue(both.err().contains("--weights takes all weights from a file and --from those"), both.err());
        Run alone = train("--rename", "a=b");
        assertTrue(alone.err().contains("--rename goes with --from FILE"), alone.err());
        Run wrong = train("--from", files.weights(), "--rename", "dense1");
        assertTrue(wrong.err().contains("--rename takes FROM=TO"), wrong.err());
    }
}
