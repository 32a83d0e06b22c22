package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cnnc.compiler.report.tensorboard.EventReader;
import dev.cnnc.compiler.report.tensorboard.EventReader.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final String RESIDUAL = """
            block basic(filters) {
              residual { conv(filters, 3x3, padding = 1, bias = false)  bn  relu  conv(filters, 3x3, padding = 1) }
              relu
            }
            model net {
              input(4x4x1, scale = 1 / 255)
              conv(3, 3x3, padding = 1)
              stage: repeat 6 { basic(3) }
              global_avgpool  dense(2)
              labels ["<script>alert(1)</script>", "dark & \\"bright\\""]
              train { optimiser = adam(rate = 0.01)  batch = 8  epochs = 3 }
            }
            """;

    /** Charts of a page: curves, of each class, magnitudes. */
    private static final int CURVES = 3;
    private static final int CLASSES = 3;
    private static final int MAGNITUDES = 5;
    private static final int ALL = CURVES + CLASSES + MAGNITUDES;
    private static final int OF_A_JAR = CURVES + CLASSES;

    @TempDir
    private Path folder;

    private Workplace files;
    private Path run;

    @BeforeEach
    void openWorkplace() {
        files = new Workplace(folder);
        run = folder.resolve("run");
    }

    private static String done(Run run) {
        assertEquals(0, run.code(), run::toString);
        return run.err();
    }

    private void train(Object... more) throws IOException {
        done(Run.of(Stream.concat(Stream.of("train", files.write("net.cnn", RESIDUAL), "--data", files.data(),
                "--run", run), Stream.of(more)).toArray()));
    }

    private String page() throws IOException {
        return Files.readString(run.resolve("report.html"));
    }

    private static int count(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    /** Opens the run's page: every chart is drawn, and the browser complains of nothing. */
    private void assertDrawn(int charts) throws IOException, InterruptedException {
        assumeTrue(Browser.isThere(), "there is no Chromium to open the page with");
        Browser browser = Browser.open(run.resolve("report.html"), Files.createDirectories(folder.resolve("browser")));
        assertEquals(List.of(), browser.complaints());
        assertEquals(charts, count(browser.document(), "<figure class=\"(chart|hills)\" data-drawn=\"yes\""));
        assertEquals(charts, count(browser.document(), "<figure class=\"(chart|hills)\""));
        assertTrue(count(browser.document(), "<polygon class=\"hill\"") > 0 || charts <= OF_A_JAR);
    }

    @Test
    void aPageOfAResidualNetworkHasEverythingAndEscapesNames() throws Exception {
        train("--report");
        String page = page();
        assertFalse(page.contains("<script>alert"), "a label is markup");
        assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assertTrue(page.contains("dark &amp; &quot;bright&quot;"));
        assertTrue(page.contains("× 6"), "equal blocks are drawn once");
        assertTrue(page.contains("repeat 6 { basic(3) }"), "the source is shown");
        assertFalse(Pattern.compile("(src|href)=\"(?!data:|#)").matcher(page).find(), "something is loaded");
        assertDrawn(ALL);
    }

    @Test
    void aRunOfOneEpochWithoutValidationIsToldOf() throws Exception {
        train("--validation", "0", "--epochs", 1);
        done(Run.of("report", run));
        assertTrue(page().contains("The run has no validation images"));
        assertTrue(page().contains("the 64 training images"));
        assertDrawn(ALL - CLASSES);
    }

    @Test
    void aResumedRunHasAllItsEpochsAndIsTheSameAsOneThatWasNotWatched() throws Exception {
        train("--checkpoint-every", 3, "--keep", 30);
        byte[] whole = Files.readAllBytes(run.resolve("weights.safetensors"));
        Files.delete(run.resolve("weights.safetensors"));
        try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
            for (Path file : checkpoints.toList()) {
                String name = file.getFileName().toString();
                if (!name.matches("step-0*([1-9]|1[0-2])\\.safetensors")) {
                    Files.delete(file);
                }
            }
        }
        Path events = folder.resolve("events");
        done(Run.of("train", "--resume", run, "--report", "--tensorboard", events));
        assertArrayEquals(whole, Files.readAllBytes(run.resolve("weights.safetensors")));
        String page = page();
        assertTrue(page.contains("3 of 3"), "an epoch is missing");
        assertTrue(page.contains("resumed at step 12"), "the history tells of it");
        assertEquals(Set.of(16L, 24L), steps(events, "loss/validation"));
        assertTrue(Pattern.compile("F1 of each class.*?\"x\": *\\[1.0, *2.0, *3.0]", Pattern.DOTALL).matcher(page)
                .find(), "an epoch of the classes is missing");
        assertDrawn(ALL);
    }

    @Test
    void aRunOfAJarHasNoMagnitudesAndSaysSo() throws Exception {
        Path jar = folder.resolve("net.jar");
        done(Run.of("compile", files.write("net.cnn", RESIDUAL), "-o", jar));
        done(Run.of("train", jar, "--data", files.data(), "--run", run, "--epochs", 1));
        done(Run.of("report", run));
        assertTrue(page().contains("The run was begun from a compiled jar"));
        assertTrue(page().contains("The run has not recorded the magnitudes"));
        assertDrawn(OF_A_JAR);
    }

    @Test
    void imagesThatHaveMovedAreAskedForAndTaken() throws Exception {
        train("--epochs", 1);
        Path moved = Files.move(folder.resolve("data"), folder.resolve("elsewhere"));
        done(Run.of("report", run, "--image", files.picture("<b>.png", 200)));
        assertTrue(page().contains("takes --data PATH if they have moved"));
        assertTrue(page().contains("&lt;b&gt;.png"), "the picture has maps without the images");
        Path other = folder.resolve("other.html");
        done(Run.of("report", run, "--data", moved, "-o", other));
        assertTrue(Files.readString(other).contains("the 16 validation images"));
    }

    @Test
    void whatIsNoRunIsToldAndAPageNeedsARun() throws IOException {
        Run none = Run.of("report", folder);
        assertEquals(2, none.code(), none::toString);
        assertTrue(none.err().contains("holds no run"), none.err());
        Run without = Run.of("train", files.network(), "--data", files.data(), "--report");
        assertEquals(2, without.code(), without::toString);
        assertTrue(without.err().contains("--report goes with --run DIR"), without.err());
    }

    @Test
    void tensorBoardGetsScalarsHistogramsAndImages() throws IOException {
        Path events = folder.resolve("events");
        done(Run.of("train", files.write("net.cnn", RESIDUAL), "--data", files.data(), "--epochs", 2,
                "--tensorboard", events, "-o", folder.resolve("w.safetensors")));
        Set<Long> epochs = Set.of(8L, 16L);
        for (String tag : List.of("loss/training", "accuracy/validation", "learning_rate", "weights/conv1.weight",
                "kernels/conv1.weight")) {
            assertEquals(epochs, steps(events, tag), tag);
        }
        assertEquals(Set.of(0L, 8L, 16L), steps(events, "gradients/stage.5.basic1.conv2.weight"));
        assertEquals(16, steps(events, "loss/steps").size());
        assertEquals(epochs, steps(events, "recall/dark & \"bright\""));
        assertEquals(epochs, steps(events, "mean/f1"));
    }

    @Test
    void tensorBoardGetsHistogramsOfWhatLayersGiveAndOfTheGradientsByIt() throws IOException {
        Path events = folder.resolve("events");
        done(Run.of("train", files.write("net.cnn", RESIDUAL), "--data", files.data(), "--epochs", 1,
                "--tensorboard", events, "-o", folder.resolve("w.safetensors")));
        for (String tag : List.of("activations/stage.0.basic1.relu1", "activation_gradients/stage.0.basic1.relu1")) {
            List<Event> looks = events(events, tag);
            assertEquals(List.of(0L, 8L), looks.stream().map(Event::step).toList(), tag);
            for (Event look : looks) {
                Map<Integer, List<Object>> histogram = EventReader.message((byte[]) look.value().get(5).get(0));
                assertEquals(32.0 * 4 * 4 * 3, histogram.get(3).get(0), tag);
                assertTrue((Double) histogram.get(5).get(0) > 0, tag);
            }
        }
        Event last = events(events, "activations/conv1").get(1);
        Map<Integer, List<Object>> histogram = EventReader.message((byte[]) last.value().get(5).get(0));
        double rms = Math.sqrt((Double) histogram.get(5).get(0) / (Double) histogram.get(3).get(0));
        Float told = (Float) events(events, "activation_rms/conv1").get(1).value().get(2).get(0);
        assertEquals(told, rms, 1e-5 * rms);
    }

    private static Set<Long> steps(Path folder, String tag) throws IOException {
        return events(folder, tag).stream().map(Event::step).collect(Collectors.toSet());
    }

    private static List<Event> events(Path folder, String tag) throws IOException {
        List<Event> events = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                events.addAll(EventReader.read(file));
            }
        }
        return events.stream().filter(event -> event.tag().equals(tag)).toList();
    }
}
