package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

    @TempDir
    Path folder;

    @Test
    void showTellsClassesCountsSizesAndFigures() throws IOException {
        write("train/cat/a.png", 4, 4, 0);
        write("train/cat/b.png", 8, 6, 0);
        write("train/dog/a.png", 4, 4, 255);
        write("train/dog/b.png", 20, 10, 255);
        write("test/dog/c.png", 4, 4, 255);
        Path sheet = folder.resolve("sheet.png");
        Run run = Run.of("data", "show", folder, "--size", "4x4x1", "-o", sheet, "--each", "3");
        assertEquals(ExitCode.DONE, run.code(), run.toString());
        assertTrue(run.out().startsWith("4 images of 4x4x1 in 2 classes, and 1 for tests\n"), run.toString());
        assertTrue(run.out().matches("(?s).*\ncat +0 +2 +0\ndog +1 +2 +1\n.*"), run.toString());
        assertTrue(run.out().contains("stored as height x width from 4x4 to 10x20, half of them below 6x8"),
                run.toString());
        assertTrue(run.out().contains("  input(4x4x1, scale = 1 / 255, mean = 0.5000, std = 0.5000)\n"),
                run.toString());
        BufferedImage drawn = ImageIO.read(sheet.toFile());
        int top = 64;
        int left = 200;
        assertEquals(top + 2 * 128 + 4 + 20, drawn.getHeight());
        assertEquals(0xff000000, drawn.getRGB(left, top));
        assertEquals(0xff000000, drawn.getRGB(left + 2 * 128 + 4 - 1, top + 127));
        assertEquals(-1, drawn.getRGB(left + 2 * 128 + 4, top));
        assertEquals(-1, drawn.getRGB(left, top + 128 + 4));
    }

    /** A wide picture that is white in its middle, and one that is black there. */
    @Test
    void showDrawsWhatANetworkSeesAfterTheFit() throws IOException {
        for (int middle : new int[] {255, 0}) {
            BufferedImage wide = new BufferedImage(12, 4, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < 48; i++) {
                wide.getRaster().setSample(i % 12, i / 12, 0, i % 12 >= 4 && i % 12 < 8 ? middle : 255 - middle);
            }
            Path file = folder.resolve("pictures/" + (middle == 255 ? "white" : "black") + "/a.png");
            Files.createDirectories(file.getParent());
            ImageIO.write(wide, "png", file.toFile());
        }
        Path pictures = folder.resolve("pictures");
        Path sheet = folder.resolve("sheet.png");
        for (String fit : new String[] {"crop", "crop(4)"}) {
            Run run = Run.of("data", "show", pictures, "--size", "4x4x1", "--fit", fit, "-o", sheet, "--each", 1);
            assertEquals(ExitCode.DONE, run.code(), run::toString);
            BufferedImage drawn = ImageIO.read(sheet.toFile());
            assertEquals(0xff000000, drawn.getRGB(200, 64 + 64));
            assertEquals(0xff000000, drawn.getRGB(200 + 127, 64 + 64));
            assertEquals(-1, drawn.getRGB(200, 64 + 128 + 4 + 64));
        }
        Run whole = Run.of("data", "show", pictures, "--size", "4x4x1", "-o", sheet, "--each", 1);
        assertEquals(ExitCode.DONE, whole.code(), whole::toString);
        assertEquals(-1, ImageIO.read(sheet.toFile()).getRGB(200, 64 + 64), "stretched, the black one begins white");
    }

    @Test
    void showListsImagesThatCannotBeRead() throws IOException {
        write("cat/a.png", 4, 4, 10);
        Files.writeString(folder.resolve("cat/b.png"), "no image");
        Run run = Run.of("data", "show", folder);
        assertEquals(ExitCode.WRONG_INPUT, run.code(), run.toString());
        assertTrue(run.out().contains("mean [0.0392, 0.0392, 0.0392]"), run.toString());
        assertTrue(run.err().contains("b.png: this is not an image in a known format"), run.toString());
    }

    @Test
    void whatShowCannotMakeSenseOfIsWrongInput() {
        assertWrong("--size is height x width x channels, such as 28x28x1, found 28",
                "data", "show", folder, "--size", 28);
        assertWrong("--each is from 1 to 20, found 0", "data", "show", folder, "--each", 0);
        assertWrong("--fit is stretch, crop or crop(N), such as crop(256), found squeeze",
                "data", "show", folder, "--fit", "squeeze");
        assertWrong("an image of 8x8x1 cannot be cut out of pictures whose shorter side is 4",
                "data", "show", folder, "--size", "8x8x1", "--fit", "crop(4)");
        assertWrong("there is no such file or folder", "data", "show", folder.resolve("nowhere"));
        assertWrong("a command is missing", "data");
    }

    @Test
    void getKnowsItsNamesAndTakesAFolder() throws IOException {
        assertWrong("there are mnist, fashion-mnist, cifar10 (did you mean 'mnist'?)", "data", "get", "mnst");
        assertWrong("there is no such folder", "data", "get", "mnist", "--from", folder.resolve("nowhere"));
        assertWrong("--mirror is an address", "data", "get", "mnist", "--mirror", "ftp://somewhere");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertWrong("there is no train-images-idx3-ubyte.gz in this folder",
                "data", "get", "mnist", "--from", empty, "--to", folder.resolve("mnist"));
    }

    @Test
    void withoutANetworkGetFailsAndSaysWhatElseThereIs() {
        Run run = Run.of("data", "get", "mnist", "--to", folder.resolve("mnist"), "--mirror", "http://localhost:1/");
        assertEquals(ExitCode.FAILED, run.code(), run.toString());
        assertTrue(run.err().contains("http://localhost:1/train-images-idx3-ubyte.gz: "), run.toString());
        assertTrue(run.err().contains("--from DIR takes the files from a folder"), run.toString());
        assertFalse(Files.exists(folder.resolve("mnist/train-images-idx3-ubyte.gz.part")));
    }

    private static void assertWrong(String part, Object... arguments) {
        Run run = Run.of(arguments);
        assertEquals(ExitCode.WRONG_INPUT, run.code(), run.toString());
        assertTrue(run.err().contains(part), run.toString());
    }

    private void write(String name, int width, int height, int grey) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < width * height; i++) {
            image.getRaster().setSample(i % width, i / width, 0, grey);
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
