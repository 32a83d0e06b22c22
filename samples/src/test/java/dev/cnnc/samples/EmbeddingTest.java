package dev.cnnc.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that the README embeds a network in, compiled and run against a jar as a reader would do it. */
class EmbeddingTest {

    @TempDir
    Path folder;

    @Test
    void theProgramInTheReadmeClassifiesAnImage() throws Exception {
        Path jar = folder.resolve("keras_mnist.jar");
        Path weights = folder.resolve("weights.safetensors");
        Compilation network = Compiler.compile(Repository.sample("keras_mnist.cnn"), CompilerOptions.defaults())
                .result()
                .orElseThrow();
        network.writeJar(jar, "", Optional.empty());
        network.load().newWeights(1).save(weights);
        Path image = folder.resolve("image.png");
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", image.toFile());

        compileTheProgram(jar);
        for (List<String> module : List.of(List.of("--add-modules", "jdk.incubator.vector"), List.<String>of())) {
            String printed = run(jar, module, weights, image);
            assertEquals(3, printed.lines().filter(line -> line.endsWith("%")).count(), printed);
        }
    }

    private void compileTheProgram(Path jar) throws IOException {
        List<Repository.Example> examples = Repository.examples("README.md", "java");
        assertEquals(1, examples.size(), "one Java program in the README");
        Path source = Files.writeString(folder.resolve("Classify.java"), examples.get(0).text());
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", jar.toString(), "-d", folder.toString(), source.toString());
        assertEquals(0, status);
    }

    private String run(Path jar, List<String> module, Path weights, Path image) throws Exception {
        Path output = folder.resolve("output.txt");
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(module);
        command.addAll(List.of("-cp", jar + File.pathSeparator + folder, "Classify", weights.toString(), image.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the program ended");
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), printed);
        return printed;
    }
}
