package dev.cnnc.compiler.jar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.Models;
import dev.cnnc.runtime.CnncException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarTest {

    private static final String NETWORK = """
            model tiny_net {
              input(6x6x1, scale = 1/255)
              conv(3, 3x3)  relu
              flatten
              dense(2)  softmax
              labels ["cat", "dog \\u00e9"]
            }
            """;
    private static final String SUMMARY = "the summary of tiny_net\n";

    @TempDir
    static Path folder;

    private static Compilation compilation;
    private static Path jar;
    private static Path image;

    @BeforeAll
    static void write() throws IOException {
        compilation = Models.compile(NETWORK);
        jar = folder.resolve("tiny.jar");
        compilation.writeJar(jar, SUMMARY, Optional.of(compilation.load().newWeights(1)));
        image = folder.resolve("image.png");
        ImageIO.write(new BufferedImage(6, 6, BufferedImage.TYPE_BYTE_GRAY), "png", image.toFile());
    }

    @Test
    void twoBuildsGiveTheSameBytes() throws IOException {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            Path again = folder.resolve("again.jar");
            Compilation second = Models.compile(NETWORK);
            second.writeJar(again, SUMMARY, Optional.of(second.load().newWeights(1)));
            assertArrayEquals(Files.readAllBytes(jar), Files.readAllBytes(again));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void operationsThatTheNetworkDoesNotUseAreLeftOut() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<String> operations = file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("dev/cnnc/runtime/op/"))
                    .map(name -> name.substring("dev/cnnc/runtime/op/".length()))
                    .toList();
            assertTrue(operations.containsAll(List.of("Convolution.class", "Dense.class", "Softmax.class",
                    "SoftmaxCrossEntropy.class")), operations::toString);
            assertFalse(operations.contains("LocallyConnected.class"), operations::toString);
            assertFalse(operations.contains("BatchNormalization.class"), operations::toString);
        }
    }

    @Test
    void nothingButTheRuntimeAndTheNetworkIsInside() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<String> names = file.stream().map(ZipEntry::getName).toList();
            assertEquals("META-INF/MANIFEST.MF", names.get(0));
            assertEquals(names.stream().skip(1).sorted().toList(), names.subList(1, names.size()));
            for (String name : names) {
                assertTrue(name.startsWith("dev/cnnc/runtime/") && name.endsWith(".class")
                        || name.matches("cnnc/models/TinyNet(\\$Inference|\\$Training)?\\.class")
                        || name.equals("cnnc/models/TinyNet.json")
                        || name.startsWith("META-INF/"), name);
            }
            assertTrue(names.contains("dev/cnnc/runtime/kernel/vector/VectorKernels.class"));
            assertEquals("dev.cnnc.runtime.Main", file.getManifest().getMainAttributes().getValue("Main-Class"));
            assertEquals("cnnc.models.TinyNet", file.getManifest().getMainAttributes().getValue("Cnnc-Model"));
            assertEquals(null, file.getManifest().getMainAttributes().getValue("Add-Opens"));
        }
    }

    @Test
    void theJarIsAModule() {
        ModuleDescriptor module =
                ModuleFinder.of(jar).findAll().iterator().next().descriptor();
        assertEquals("cnnc.models.tinynet", module.name());
        assertEquals(Optional.of("dev.cnnc.runtime.Main"), module.mainClass());
    }

    @Test
    void aLongNameIsFoldedInTheManifest() throws IOException {
        Path file = folder.resolve("long.cnn");
        Files.writeString(file, "model net { input(1x1x2) dense(2) }");
        String name = "a.".repeat(60) + "b";
        CompilerOptions options = CompilerOptions.defaults().withPackageName(name).withClassName("New");
        Path written = folder.resolve("long.jar");
        Compiler.compile(file, options).result().orElseThrow().writeJar(written, "", Optional.empty());
        assertEquals("net", ModelLoader.load(written).info().name());
        assertEquals(name + ".new_network",
                ModuleFinder.of(written).findAll().iterator().next().descriptor().name());
    }

    @Test
    void theJarRunsByItselfWithTheVectorApi() throws Exception {
        Result summary = java("--add-modules", "jdk.incubator.vector", "-jar", jar.toString(), "summary");
        assertEquals(SUMMARY, summary.out);
        Result predict =
                java("--add-modules", "jdk.incubator.vector", "-jar", jar.toString(), "predict", image.toString());
        assertEquals(0, predict.code, predict.err);
        assertTrue(predict.out.contains("cat"), predict.out);
    }

    @Test
    void theJarRunsWithoutTheVectorApiWithTheSameProbabilities() throws Exception {
        Result predict = java("-jar", jar.toString(), "predict", "--json", image.toString());
        assertEquals(0, predict.code, predict.err);
        assertTrue(predict.out.contains("cat"), predict.out);
        Result vector = java("--add-modules", "jdk.incubator.vector", "-Dcnnc.kernels=vector", "-jar", jar.toString(),
                "predict", "--json", image.toString());
        assertEquals(vector.out, predict.out, "both kernels give the same probabilities");
    }

    @Test
    void aSmallNetworkNamesOneImageWithoutTheVectorKernelsAndWithoutANoteThatTheyAreMissing() throws Exception {
        Result plain = java("-verbose:class", "-jar", jar.toString(), "predict", image.toString());
        assertEquals("", plain.err);
        Result vector = java("-verbose:class", "--add-modules", "jdk.incubator.vector", "-jar", jar.toString(),
                "predict", image.toString());
        assertFalse(vector.out.contains("VectorKernels"), "the vector kernels take a second to compile");
    }

    @Test
    void aSmallNetworkWithoutWeightsIsASmallJar() throws IOException {
        Path small = folder.resolve("small.jar");
        compilation.writeJar(small, SUMMARY, Optional.empty());
        assertTrue(Files.size(small) < 600_000, "a jar of " + Files.size(small) + " bytes");
    }

    @Test
    void weightsAreStoredAndAllElseIsDeflated() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream().forEach(entry -> assertEquals(
                    entry.getName().endsWith(".safetensors") ? ZipEntry.STORED : ZipEntry.DEFLATED,
                    entry.getMethod(), entry.getName()));
        }
    }

    @Test
    void aMistakeOnTheJarsCommandLineGivesNoStackTrace() throws Exception {
        Result missing = java("-jar", jar.toString(), "predict", folder.resolve("none.png").toString());
        assertEquals(2, missing.code);
        assertFalse(missing.err.contains("\tat "), missing.err);
    }

    @Test
    void aLoadedJarPredictsLikeTheCompilationItCameFrom() {
        assertEquals(compilation.info(), ModelLoader.load(jar).info());
    }

    @Test
    void otherFilesAreNoCompiledNetworks() throws IOException {
        Path text = folder.resolve("text.jar");
        Files.writeString(text, "no jar");
        for (Path file : List.of(text, folder, folder.resolve("none.jar"), RuntimeClasses.location())) {
            assertThrows(CnncException.class, () -> ModelLoader.load(file), file.toString());
        }
    }

    @Test
    void aJarThatCannotBeWrittenIsAMistakeOfTheUsers() {
        CnncException e = assertThrows(CnncException.class,
                () -> compilation.writeJar(folder.resolve("no/such/folder.jar"), "", Optional.empty()));
        assertTrue(e.getMessage().contains("folder.jar"), e.getMessage());
        assertThrows(CnncException.class, () -> compilation.writeSources(image.resolve("sources")));
    }

    private record Result(int code, String out, String err) {}

    private static Result java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "java ends");
        return new Result(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
