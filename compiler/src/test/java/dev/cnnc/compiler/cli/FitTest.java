package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wide pictures, and the middle of each as a picture of its own: a network that crops cannot tell them apart. */
class FitTest {

    @TempDir
    private Path folder;

    private Path wide;
    private Path middle;

    @BeforeEach
    void draw() throws IOException {
        wide = folder.resolve("wide");
        middle = folder.resolve("middle");
        Random random = new Random(3);
        for (int number = 0; number < 16; number++) {
            String name = (number % 2 == 0 ? "dark/" : "bright/") + number + ".png";
            BufferedImage picture = new BufferedImage(11, 4, BufferedImage.TYPE_BYTE_GRAY);
            for (int pixel = 0; pixel < 44; pixel++) {
                boolean bright = number % 2 == 1 ^ (pixel % 11 < 4 || pixel % 11 > 7);
                picture.getRaster().setSample(pixel % 11, pixel / 11, 0, random.nextInt(90) + (bright ? 160 : 0));
            }
            write(picture, wide.resolve(name));
            write(picture.getSubimage(4, 0, 4, 4), middle.resolve(name));
        }
    }

    private static void write(BufferedImage picture, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
    }

    private Path network(String fit) throws IOException {
        String text = Workplace.NETWORK.replace("scale = 1 / 255", "scale = 1 / 255, fit = " + fit);
        return Files.writeString(folder.resolve("tiny.cnn"), text);
    }

    private byte[] trained(Path network, Path data) throws IOException {
        Path weights = weights(data);
        done("train", network, "--data", data, "-o", weights, "--epochs", 2, "--threads", 1);
        return Files.readAllBytes(weights);
    }

    private Path weights(Path data) {
        return folder.resolve(data.getFileName() + ".safetensors");
    }

    private static String done(Object... arguments) {
        Run run = Run.of(arguments);
        assertEquals(0, run.code(), run::toString);
        return run.out();
    }

    @Test
    void trainingAndEvaluationSeeTheMiddle() throws IOException {
        Path network = network("crop");
        assertArrayEquals(trained(network, middle), trained(network, wide));
        assertEquals(done("evaluate", network, "--weights", weights(wide), "--data", middle),
                done("evaluate", network, "--weights", weights(wide), "--data", wide));
    }

    @Test
    void stretchIsWhatIsDoneIfNothingIsSaid() throws IOException {
        Path network = network("stretch");
        byte[] stretched = trained(network, wide);
        assertFalse(Arrays.equals(trained(network, middle), stretched));
        Path plain = Files.writeString(network, Workplace.NETWORK);
        assertArrayEquals(stretched, trained(plain, wide));
    }

    @Test
    void predictionsSeeTheMiddleFromSourceAndFromAJar() throws IOException, InterruptedException {
        Path network = network("crop(4)");
        trained(network, wide);
        String expected = named(done("predict", network, "--weights", weights(wide), middle.resolve("dark/2.png")));
        Path picture = wide.resolve("dark/2.png");
        assertEquals(expected, named(done("predict", network, "--weights", weights(wide), picture)));
        Path jar = folder.resolve("tiny.jar");
        done("compile", network, "--weights", weights(wide), "-o", jar);
        assertEquals(expected, named(done("predict", jar, picture)));
        assertEquals(answer(jar, middle.resolve("dark/2.png")), answer(jar, picture));
    }

    /** The lines below the name of the picture. */
    private static String named(String text) {
        return text.substring(text.indexOf('\n'));
    }

    /** What the jar says without the compiler. */
    private String answer(Path jar, Path picture) throws IOException, InterruptedException {
        File output = folder.resolve("answer.txt").toFile();
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar", jar.toString(), "predict", picture.toString()).redirectOutput(output).start();
        assertEquals(0, process.waitFor());
        String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
        assertTrue(text.contains("%"), text);
        return named(text);
    }

    @Test
    void aShorterSideMustCoverTheImage() throws IOException {
        Run small = Run.of("check", network("crop(3)"));
        assertEquals(2, small.code(), small::toString);
        assertTrue(small.err().contains("error[E0401]: an image of 4x4x1 cannot be cut out of pictures whose shorter"
                + " side is 3"), small.err());
        assertTrue(small.err().contains("give a shorter side of at least 4, or none: fit = crop"), small.err());
        Run large = Run.of("summary", network("crop(5)"), "--input", "6x4");
        assertTrue(large.err().contains("an image of 6x4x1 cannot be cut out"), large::toString);
    }

    @Test
    void anotherFitIsAMessage() throws IOException {
        Run run = Run.of("check", network("squeeze"));
        assertTrue(run.err().contains("fit must be stretch or crop, found the word 'squeeze'"), run.err());
        Run none = Run.of("check", network("crop(0)"));
        assertTrue(none.err().contains("shorter_side must be a whole number from 1"), none.err());
    }
}
