package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    @TempDir
    private Path folder;

    private Workplace files;

    @BeforeEach
    void openWorkplace() {
        files = new Workplace(folder);
    }

    private static Run done(Object... arguments) {
        Run run = Run.of(arguments);
        assertEquals(0, run.code(), run::toString);
        return run;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "quickstart", "check", "summary", "compile", "train", "evaluate", "predict", "visualize", "profile", "fmt", "layers",
        "explain", "completion"
    })
    void everyCommandHasHelpWithAnExample(String command) {
        String help = done(command, "--help").out();
        assertTrue(help.contains("Usage: cnnc " + command), help);
        assertTrue(help.contains("Example"), help);
        assertTrue(help.lines().allMatch(line -> line.length() <= 110), help);
    }

    @Test
    void checkTellsThatAFileIsRight() throws IOException {
        assertEquals(files.path("tiny.cnn") + ": 6 layers, no errors\n", done("check", files.network()).out());
    }

    @Test
    void theSizeOfImagesThatAFileLeavesOpenComesFromTheCommandLine() throws IOException {
        Path open = files.write("open.cnn", "model m { input([open, open, 1])  conv(2, 3x3)  global_avgpool }");
        assertTrue(done("summary", "--input", "20x30", open).out().startsWith("m, input 20x30x1"));
        assertEquals(open + ": 3 layers, no errors\n", done("check", "--input", "9x9", open).out());
        Run run = Run.of("check", "--input", "20", open);
        assertEquals(2, run.code());
        assertTrue(run.err().contains("--input takes height x width, such as 480x640, not '20'"), run.err());
    }

    @Test
    void checkTakesAFileOfBlocks() throws IOException {
        Path blocks = files.write("blocks.cnn", "block unit(filters) { conv(filters, 3x3)  relu }\n");
        assertEquals(blocks + ": 1 block, no errors; shapes are checked with a model that imports this file\n",
                done("check", blocks).out());
        assertEquals("[ ]\n", done("check", "--format", "json", blocks).out());

        Path twice = files.write("twice.cnn", "block unit() { relu }\nblock unit() { relu }\n");
        Run run = Run.of("check", twice);
        assertEquals(ExitCode.WRONG_INPUT, run.code(), run::toString);
        assertTrue(run.err().contains(twice + ":2:7: error"), run::err);
    }

    @Test
    void checkGoesOnBehindAWrongFile() throws IOException {
        Path wrong = files.write("wrong.cnn", "model m { input(4x4x1)  cnov(3, 3x3) }");
        Run run = Run.of("check", wrong, files.network());
        assertEquals(2, run.code());
        assertTrue(run.err().contains("did you mean 'conv'?"), run.err());
        assertTrue(run.out().contains("no errors"), run.out());
    }

    @Test
    void summaryPrintsWhatEachLayerCosts() throws IOException {
        assertEquals("""
                tiny, input 4x4x1

                Layer     Kind     Output  Parameters  MACs  Memory
                ---------------------------------------------------
                input1    input     4x4x1           0     0    64 B
                flatten1  flatten      16           0     0    64 B
                dense1    dense         4          68    64    16 B
                relu1     relu          4           0     0    16 B
                dense2    dense         2          10     8     8 B
                softmax1  softmax       2           0     0     8 B

                Trainable parameters                           78
                Not trainable                                   0
                MACs for one image                             72
                """, done("summary", files.network()).out().lines().limit(14).reduce("", (a, b) -> a + b + "\n"));
    }

    @Test
    void summariesFitEightyColumnsFoldedAndUnfolded() {
        Path resnet = Path.of("../samples/cifar_resnet20.cnn");
        String unfolded = done("summary", resnet, "--batch", 128).out();
        assertTrue(unfolded.lines().allMatch(line -> line.length() <= 80), unfolded);
        assertTrue(unfolded.contains("stage1.2.basic1.conv2") && unfolded.contains("predict, batch 128"), unfolded);
        String folded = done("summary", resnet, "--depth", 1).out();
        assertTrue(folded.contains("stage1") && !folded.contains("stage1.") && folded.contains("21 layers"), folded);
    }

    @Test
    void quickstartGoesTheWholeWay() throws IOException {
        System.setProperty("cnnc.home", "..");
        Path output = files.path("quickstart");
        String text = done("quickstart", "--epochs", 1, "-o", output).out();
        for (String part : List.of("model lenet5", "61,706", "epoch 1/1", "Confusion matrix", "It is ", "lenet5.jar")) {
            assertTrue(text.contains(part), () -> "no " + part + " in\n" + text);
        }
        assertTrue(Files.size(output.resolve("lenet5.safetensors")) > 4 * 61_706);
        done("summary", output.resolve("lenet5.jar"));
    }

    @Test
    void summaryIsJsonCsvOrMarkdownOnDemand() throws IOException {
        Path network = files.network();
        Map<String, Object> json = JSON.std.mapFrom(done("summary", network, "--format", "json").out());
        assertEquals(78, json.get("trainable"));
        assertEquals(6, ((List<?>) json.get("layers")).size());
        assertTrue(done("summary", network, "--format=csv").out().contains("\ndense1,dense,1,4,68,64,16\n"));
        String markdown = done("summary", network, "--format", "markdown").out();
        assertTrue(markdown.contains("| dense1 | dense | 4 | 68 | 64 | 16 B |"), markdown);
    }

    @Test
    void aParameterOfTheModelIsSetFromTheCommandLine() throws IOException {
        assertTrue(done("summary", files.network(), "--set", "units=8").out().contains("154"));
        Run wrong = Run.of("summary", files.network(), "--set", "unit=8");
        assertEquals(2, wrong.code(), wrong::toString);
        assertTrue(wrong.err().contains("unit"), wrong.err());
    }

    @Test
    void aTrainedNetworkAnswersFromSourceAndFromJar() throws IOException {
        Path weights = files.weights();
        Path bright = files.picture("bright.png", 230);
        Path dark = files.picture("dark.png", 20);
        Path jar = files.path("tiny.jar");

        Run fromSource = done("predict", files.network(), "--weights", weights, bright, dark, "--top", 1);
        List<String> lines = fromSource.out().lines().toList();
        assertEquals(4, lines.size(), fromSource::toString);
        assertTrue(lines.get(1).endsWith("bright") && lines.get(3).endsWith("dark"), fromSource.out());

        done("compile", files.network(), "--weights", weights, "-o", jar);
        assertEquals(fromSource.out(), done("predict", jar, bright, dark, "--top", 1).out());
        assertEquals(done("summary", files.network()).out(), done("summary", jar).out());

        List<Object> json = JSON.std.listFrom(done("predict", jar, bright, "--json").out());
        Map<?, ?> answer = (Map<?, ?>) json.get(0);
        assertEquals(bright.toString(), answer.get("image"));
        assertEquals("bright", ((Map<?, ?>) ((List<?>) answer.get("predictions")).get(0)).get("label"));
    }

    @Test
    void trainingPrintsALinePerEpochAndEvaluationAgreesWithIt() throws IOException {
        Path weights = files.path("w.safetensors");
        Run run = done("train", files.network(), "--data", files.data(), "-o", weights, "--epochs", 3, "--threads", 1);
        List<String> epochs = run.out().lines().filter(line -> line.startsWith("epoch ")).toList();
        assertEquals(3, epochs.size(), run::toString);
        assertTrue(run.err().contains("64 images, validating with 16; 3 epochs, batch 8, adam at rate 0.05, 1 thread"),
                run.err());
        String accuracy = run.out().replaceAll("(?s).*validation accuracy ([0-9.]+ %).*", "$1");

        Run evaluation = done("evaluate", files.network(), "--weights", weights, "--data", files.data());
        assertTrue(evaluation.out().contains("Accuracy") && evaluation.out().contains(accuracy), evaluation::toString);
        assertTrue(evaluation.out().contains("Confusion matrix"), evaluation.out());
        assertTrue(evaluation.out().contains("Recall"), evaluation.out());
    }

    @Test
    void trainingAsJsonPrintsAnObjectForEachEventAndNothingElse() throws IOException {
        Path weights = files.path("w.safetensors");
        Run plain = done("train", files.network(), "--data", files.data(), "-o", weights, "--epochs", 2, "--json");
        Run kept = done("train", files.network(), "--data", files.data(), "--run", files.path("run"), "--epochs", 2,
                "--json");
        for (Run run : List.of(plain, kept)) {
            List<Map<String, Object>> events = new ArrayList<>();
            for (String line : run.out().lines().toList()) {
                events.add(JSON.std.mapFrom(line));
            }
            assertEquals(List.of("begun", "epoch", "epoch", "ended"),
                    events.stream().map(event -> event.get("event")).toList(), run::toString);
            assertEquals(2, events.get(2).get("epoch"));
            assertTrue(((Number) events.get(2).get("validLoss")).doubleValue() > 0, run::toString);
            assertTrue(run.err().contains("trained in"), run.err());
        }
        assertEquals(kept.out(), Files.readString(files.path("run").resolve("log.jsonl")));
    }

    @Test
    void theFiguresOfEachClassAfterAnEpochAreThoseOfAnEvaluation() throws IOException {
        Path network = files.write("other.cnn", Files.readString(files.network()).replace("bright", "h\u00e9llo"));
        Path weights = files.path("w.safetensors");
        Run run = done("train", network, "--data", files.data(), "-o", weights, "--epochs", 2, "--json");
        Map<String, Object> epoch = JSON.std.mapFrom(run.out().lines().toList().get(2));
        Map<String, Object> evaluation = JSON.std.mapFrom(
                done("evaluate", network, "--weights", weights, "--data", files.data(), "--json").out()
                        .replace("null", "\"NaN\""));
        assertEquals(evaluation.get("classes"), epoch.get("classes"));
        assertTrue(epoch.get("classes").toString().contains("h\u00e9llo"), epoch::toString);
    }

    @Test
    void evaluationTellsErrorsOfValuesAndDecisionsClassByClass() throws IOException {
        Path network = files.write("other.cnn", Files.readString(files.network())
                .replace("softmax", "").replace("loss = cross_entropy", "loss = LOSS"));
        String text = Files.readString(network);
        for (String loss : List.of("mse", "binary_cross_entropy")) {
            files.write("other.cnn", text.replace("LOSS", loss));
            Path weights = files.path(loss + ".safetensors");
            done("train", network, "--data", files.data(), "-o", weights, "--epochs", 6);
            Run run = done("evaluate", network, "--weights", weights, "--data", files.data());
            Map<String, Object> json = JSON.std.mapFrom(
                    done("evaluate", network, "--weights", weights, "--data", files.data(), "--json").out());
            assertTrue(((Map<?, ?>) json.get("macro")).containsKey("f1") && run.out().contains("weighted mean"),
                    run::toString);
            if (loss.equals("mse")) {
                assertTrue(run.out().contains("RMSE") && (Double) json.get("r2") > 0, run::toString);
            } else {
                Map<?, ?> decisions = (Map<?, ?>) json.get("decisions");
                assertTrue((Double) decisions.get("accuracy") > 0.5, decisions::toString);
                assertTrue(run.out().contains("of the decisions are right"), run::toString);
            }
        }
    }

    @Test
    void evaluationAsJsonHasTheWholeMatrix() throws IOException {
        Path weights = files.weights();
        Map<String, Object> json = JSON.std.mapFrom(
                done("evaluate", files.network(), "--weights", weights, "--data", files.data(), "--json").out());
        assertEquals(16, json.get("images"));
        int sum = ((List<?>) json.get("confusion")).stream()
                .flatMap(row -> ((List<?>) row).stream()).mapToInt(cell -> (Integer) cell).sum();
        assertEquals(16, sum);
        assertEquals(1.0, json.get("top2"));
    }

    @Test
    void trainingGoesOnFromWeightsAndHoldsOutAShareForValidation() throws IOException {
        Path weights = files.weights();
        Run run = done("train", files.network(), "--data", files.data(), "--weights", weights, "-o", files.path("on"),
                "--validation", 0.25, "--epochs", 1, "--optimiser", "sgd(rate = 0.1)", "--momentum", 0.9, "--schedule", "cosine(warmup = 0.5)", "--setting",
                "clip_norm=1", "--setting", "accumulate = 2");
        assertTrue(run.err().contains("48 images, validating with 16; 1 epoch, batch 8, sgd at rate 0.1"), run.err());
        assertTrue(Files.size(files.path("on")) > 300);
    }

    @Test
    void exactPredictionsConvolveDirectly() throws IOException {
        Path network = files.write("deep.cnn", "model m { input(32x32x32)  conv(32, 3x3, padding = 1)  output() }");
        assertTrue(done("compile", network, "--explain").out().contains("WinogradConvolution | winograd"));
        assertFalse(done("compile", network, "--explain", "--exact").out().contains("WinogradConvolution"));
    }

    @Test
    void compileWritesSourcesAndExplains() throws IOException {
        Path sources = files.path("java");
        Run run = done("compile", files.network(), "--sources", sources, "--package", "com.example", "--class", "Shoes",
                "--explain");
        assertTrue(Files.readString(sources.resolve("com/example/Shoes.java")).contains("class Shoes"));
        assertTrue(run.out().contains("dense1"), run.out());
        assertFalse(Files.exists(Path.of("tiny.jar")));
    }

    @Test
    void formattingRewritesAFileOnceAndCheckOnlyTells() throws IOException {
        Path file = files.write("m.cnn", "model m { relu\n# note\nbn }");
        Run check = Run.of("fmt", "--check", file);
        assertEquals(1, check.code(), check::toString);
        assertEquals(file + " is not formatted\n", check.out());
        done("fmt", file);
        assertEquals("model m {\n  relu\n  # note\n  bn\n}\n", Files.readString(file));
        done("fmt", "--check", file);
    }

    @Test
    void layersAreListedAndDocumented() {
        assertTrue(done("layers").out().contains("\n  maxpool "));
        assertTrue(done("layers", "conv").out().startsWith("conv(filters, kernel"));
        Run wrong = Run.of("layers", "cnov");
        assertEquals(2, wrong.code());
        assertEquals("error: there is no layer 'cnov'; did you mean 'conv'?\n", wrong.err());
    }

    @Test
    void theCompletionScriptKnowsTheCommands() {
        String script = done("completion").out();
        assertTrue(script.startsWith("#!/usr/bin/env bash"), script);
        assertTrue(script.contains("quickstart") && script.contains("--weights"), script);
    }

    @Test
    void nothingIsColouredWithoutATerminal() throws IOException {
        Path wrong = files.write("wrong.cnn", "model m { input(4x4x1)  cnov(3, 3x3) }");
        assertFalse(Run.of("check", wrong).err().contains("\u001b"));
        assertFalse(done("--help").out().contains("\u001b"));
        assertFalse(done("summary", files.network()).out().contains("\u001b"));
    }
}
