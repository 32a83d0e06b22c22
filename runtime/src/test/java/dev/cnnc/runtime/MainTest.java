package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.io.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the jar's command line over a folder that holds what a compiled jar holds. */
class MainTest {
    @TempDir
    Path folder;

    private Path jar;
    private Path weights;
    private Path image;
    private String out;
    private String err;

    @BeforeEach
    void packJar() throws IOException {
        jar = folder.resolve("jar");
        manifest("Cnnc-Model: " + LinearModel.class.getName() + "\n");
        put(JarContents.SUMMARY, "one layer\n");
        LinearModel model = new LinearModel();
        Weights values = model.newWeights(1);
        values.set("dense1.weight", new float[48]);
        values.set("dense1.bias", new float[] {0, (float) Math.log(2), (float) Math.log(5)});
        weights = folder.resolve("w.safetensors");
        values.save(weights);
        image = folder.resolve("image.png");
        ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
    }

    private void manifest(String lines) throws IOException {
        put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + lines + "\n");
    }

    private void put(String name, String text) throws IOException {
        Path file = jar.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int run(Object... arguments) throws IOException {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        URL[] urls = {jar.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, MainTest.class.getClassLoader());
                PrintStream outStream = new PrintStream(outBytes, true, StandardCharsets.UTF_8);
                PrintStream errStream = new PrintStream(errBytes, true, StandardCharsets.UTF_8)) {
            List<String> texts = Stream.of(arguments).map(Object::toString).toList();
            int code = Main.run(texts, outStream, errStream, loader);
            out = outBytes.toString(StandardCharsets.UTF_8);
            err = errBytes.toString(StandardCharsets.UTF_8);
            assertFalse(err.contains("\tat "), err);
            return code;
        }
    }

    @Test
    void imagesAreNamedWithTheWeightsOfAFile() throws IOException {
        assertEquals(0, run("predict", "--weights", weights, "--top=2", "--threads", "1", image, image));
        String answer = image + "\n   62.50 %  bird\n   25.00 %  dog\n";
        assertEquals(answer + answer, out.replace("\r\n", "\n"));
        assertEquals("", err);
    }

    @Test
    void theJarsOwnWeightsNeedNoOption() throws IOException {
        Files.copy(weights, jar.resolve(JarContents.WEIGHTS));
        assertEquals(0, run("predict", image));
        assertTrue(out.contains("bird"), out);
    }

    @Test
    void labelsReachTheTerminalWithoutControlCharacters() throws IOException {
        assertEquals(0, run("predict", "--weights", weights, image));
        assertTrue(out.contains("   12.50 %  cat?[2J"), out);
    }

    @Test
    void jsonIsOneListForAllImages() throws IOException {
        assertEquals(0, run("predict", "--json", "--top", "1", "--weights=" + weights, "--", image));
        Map<?, ?> answer = (Map<?, ?>) ((List<?>) Json.parse(out, "out")).get(0);
        assertEquals(image.toString(), answer.get("image"));
        Map<?, ?> prediction = (Map<?, ?>) ((List<?>) answer.get("predictions")).get(0);
        assertEquals("bird", prediction.get("label"));
        assertEquals(2L, prediction.get("index"));
        assertEquals(0.625, (Double) prediction.get("probability"), 1e-6);
    }

    @Test
    void anUnreadableImageDoesNotKeepTheOthersFromTheirAnswer() throws IOException {
        assertEquals(2, run("predict", "--weights", weights, folder.resolve("missing.png"), image));
        assertEquals("error: " + folder.resolve("missing.png") + ": no such file\n", err.replace("\r\n", "\n"));
        assertTrue(out.contains("bird"), out);
    }

    @Test
    void theSummaryIsTheCompilers() throws IOException {
        assertEquals(0, run("summary"));
        assertEquals("one layer\n", out);
        Files.delete(jar.resolve(JarContents.SUMMARY));
        assertEquals(2, run("summary"));
    }

    @Test
    void helpIsAskedForOrGivenWhenNothingIs() throws IOException {
        assertEquals(0, run("--help"));
        assertTrue(out.startsWith("Linear, a network compiled by cnnc 0.1."), out);
        assertEquals(0, run("predict", "--help"));
        assertTrue(out.contains("--weights FILE"), out);
        assertEquals(2, run());
        assertTrue(err.contains("Usage:"), err);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "predikt x.png             | there is no command 'predikt'",
        "summary x                 | summary takes no arguments, found 'x'",
        "predict                   | predict needs at least one image file",
        "predict x.png             | this jar holds no weights; name a file of trained ones with --weights",
        "predict --top             | --top needs a value",
        "predict --top many x.png  | --top takes a whole number, found 'many'",
        "predict --top 0 x.png     | --top takes a whole number from 1, found 0",
        "predict --threads 9999 x  | --threads takes a whole number from 1 to 1024, found 9999",
        "predict --json=1 x.png    | --json takes no value, found '1'",
        "predict --tpo 3 x.png     | predict has no option --tpo",
        "predict --weights no x    | no: no such file"})
    void mistakesHaveAMessageAndExitCodeTwo(String arguments, String message) throws IOException {
        assertEquals(2, run((Object[]) arguments.split(" ")));
        assertTrue(err.startsWith("error: " + message), err);
        assertEquals("", out);
    }

    @Test
    void aJarThatIsNotWholeSaysSo() throws IOException {
        manifest("Cnnc-Model: no.such.Network\n");
        assertEquals(2, run("predict", "--weights", weights, image));
        assertTrue(err.startsWith("error: this jar is not whole: its network no.such.Network cannot be loaded"), err);
        manifest("Cnnc-Model: java.lang.String\n");
        assertEquals(2, run("predict", "--weights", weights, image));
        Files.delete(jar.resolve("META-INF/MANIFEST.MF"));
        assertEquals(2, run("predict", "--weights", weights, image));
        assertTrue(err.contains("no manifest has the attribute Cnnc-Model"), err);
    }
}
