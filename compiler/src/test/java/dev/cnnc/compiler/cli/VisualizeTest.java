package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisualizeTest {

    private static final String NETWORK = """
            model net {
              input(12x12x1, scale = 1 / 255)
              conv(3, 3x3)  relu
              dropout(0.5)
              flatten  dense(2)  softmax
              labels ["dark", "bright"]
            }
            """;

    @TempDir
    private Path folder;

    private Workplace files;
    private Path network;
    private Path weights;

    @BeforeEach
    void makeNetwork() throws IOException {
        files = new Workplace(folder);
        network = files.write("net.cnn", NETWORK);
        weights = files.path("net.safetensors");
        Weights.initialised(Compiler.info(network, CompilerOptions.defaults()).result().orElseThrow(), 1).save(weights);
    }

    private Run visualize(Object... more) {
        Object[] words = Stream.concat(
                        Stream.of("visualize", network, "--weights", weights, "-o", files.path("out"), "--steps", 3),
                        Stream.of(more))
                .toArray();
        return Run.of(words);
    }

    private List<String> pictures() throws IOException {
        try (Stream<Path> all = Files.list(files.path("out"))) {
            return all.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }

    @Test
    void allPicturesAreDrawnAndListed() throws IOException {
        Run run = visualize("--image", files.picture("bright.png", 230));
        assertEquals(0, run.code(), run::toString);
        assertEquals(List.of("features-conv1.png", "features-dense1.png", "features-flatten1.png",
                "features-relu1.png", "features-softmax1.png", "grad-cam.png", "image.png", "kernels.png",
                "maximise.png", "saliency.png", "sheet.png"), pictures());
        assertEquals(pictures().size(), run.out().lines().count());
        assertEquals(276, ImageIO.read(files.path("out/saliency.png").toFile()).getWidth());
        for (String name : pictures()) {
            assertTrue(ImageIO.read(files.path("out/" + name).toFile()).getWidth() > 20, name);
        }
    }

    @Test
    void withoutAnImageThoseThatNeedNoneAreDrawn() throws IOException {
        assertEquals(0, visualize().code());
        assertEquals(List.of("kernels.png", "maximise.png", "sheet.png"), pictures());
    }

    @Test
    void optionsChoosePicturesLayersClassesAndUnits() throws IOException {
        Path image = files.picture("dark.png", 20);
        Run run = visualize("--image", image, "--features", "--layer", "conv1", "--class", "dark", "--maximise",
                "--unit", "conv1:2");
        assertEquals(0, run.code(), run::toString);
        assertEquals(List.of("features-conv1.png", "image.png", "maximise.png", "sheet.png"), pictures());
    }

    @Test
    void wrongOptionsAreToldOf() throws IOException {
        Path image = files.picture("dark.png", 20);
        assertMessage("--features, --saliency and --grad-cam need an --image", "--saliency");
        assertMessage("net has no layer 'conv7'; did you mean 'conv1'?", "--image", image, "--features", "--layer",
                "conv7");
        assertMessage("net has no class 'brihgt'; did you mean 'bright'?", "--image", image, "--class", "brihgt");
        assertMessage("--class 2: there are 0 to 1", "--image", image, "--class", "2");
        assertMessage("--unit conv1:3: there are 0 to 2", "--maximise", "--unit", "conv1:3");
        Run run = Run.of("visualize", "net.jar", "--weights", weights, "-o", folder);
        assertEquals(2, run.code());
        assertTrue(run.err().contains("net.jar is compiled; to look into a network takes its .cnn file"), run.err());
    }

    private void assertMessage(String message, Object... words) {
        Run run = visualize(words);
        assertEquals(ExitCode.WRONG_INPUT, run.code(), run::toString);
        assertTrue(run.err().contains(message), run::toString);
    }
}
