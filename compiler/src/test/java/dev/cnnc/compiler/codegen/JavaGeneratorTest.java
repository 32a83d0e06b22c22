package dev.cnnc.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.Golden;
import dev.cnnc.compiler.Models;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaGeneratorTest {

    private static final Path SAMPLES = Path.of("..", "samples");

    @TempDir
    Path folder;

    @Test
    void lenetReadsAsExpected() throws IOException {
        Compilation lenet = Models.compile(SAMPLES.resolve("lenet5.cnn"));
        Golden.check("Lenet5.java", lenet.sources().get("cnnc/models/Lenet5.java"));
    }

    @Test
    void lenetIsExplainedAsExpected() throws IOException {
        Golden.check("lenet5.explain.txt", Models.compile(SAMPLES.resolve("lenet5.cnn")).explain());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lenet5.cnn", "cifar_resnet20.cnn"})
    void generatedSourceHasNoWarnings(String sample) throws IOException {
        Compilation compilation = Models.compile(SAMPLES.resolve(sample));
        compilation.writeSources(folder);
        Path source = folder.resolve(compilation.sources().keySet().iterator().next());
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            boolean compiled = javac.getTask(messages, files, null,
                            List.of("-Xlint:all", "-Werror", "-proc:none", "-d", folder.toString(), "-classpath",
                                    System.getProperty("java.class.path")),
                            null, files.getJavaFileObjects(source))
                    .call();
            assertTrue(compiled, messages.toString());
        }
    }

    @Test
    void theSourceDoesNotDependOnWhereTheFileLies() throws IOException {
        Path copy = folder.resolve("lenet5.cnn");
        Files.copy(SAMPLES.resolve("lenet5.cnn"), copy);
        assertEquals(Models.compile(SAMPLES.resolve("lenet5.cnn")).sources(), Models.compile(copy).sources());
    }

    @Test
    void namesThatMeanSomethingToJavaAreHarmless() {
        StringBuilder layers = new StringBuilder();
        for (String name : List.of("class", "int", "wait", "notify", "run", "prepare", "forward", "List", "Layout",
                "Tail", "ActivationKind", "workspace", "java", "dev", "PLAN", "plan", "Plan", "dense1_weight",
                "DENSE1_WEIGHT",
                "DENSE1_weight", "a_b", "A_B", "Inference", "Training", "outputLoss", "String", "Object", "Model", "_",
                "__", "toString", "getClass", "Float", "MemoryPlan", "cnnc")) {
            layers.append("  ").append(name).append(": dense(4) tanh\n");
        }
        String source = "model net {\n  input(1x1x4)\n" + layers + "  dense(4)\n  dense(4)\n}\n";
        assertEquals("net", Models.compile(source).load().info().name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Inference", "Training", "Model", "List", "Workspace", "Object", "Override", "Dense",
            "Float", "String", "MemoryPlan", "dense1", "PLAN", "java"})
    void aClassMayBeNamedLikeWhatItUses(String name) throws IOException {
        Path file = folder.resolve("net.cnn");
        Files.writeString(file, "model net { input(1x1x4) dense(4) tanh dense(2) softmax }");
        CompilerOptions options = CompilerOptions.defaults().withClassName(name).withPackageName("p");
        Compilation compilation = Compiler.compile(file, options).result().orElseThrow();
        assertEquals("p." + name, compilation.load().getClass().getName());
    }

    @Test
    void textOfTheUsersStaysInComments() throws IOException {
        String attack = "\\u000a} static { System.setProperty(\"cnnc.attacked\", \"yes\"); }"
                + " void x() { /* */ // \" \u2028";
        Path file = folder.resolve("a*#\\u000a}.cnn");
        Files.writeString(file, """
                model net {
                  input(1x1x4)   # ATTACK
                  dense(4)       # */ ATTACK
                  dense(2)       # \\ATTACK */ ATTACK
                  labels ["*/ ATTACK", "\\u000a*/ b"]
                }
                """.replace("ATTACK", attack.replace("\n", " "))
                .replace("labels [\"*/ " + attack,
                        "labels [\"*/ " + attack.replace("\\", "\\\\").replace("\"", "\\\"")));
        Compilation compilation = Models.compile(file);
        assertEquals(2, compilation.load().info().labels().size());
        assertEquals(null, System.getProperty("cnnc.attacked"));
        String source = compilation.sources().values().iterator().next();
        assertTrue(source.contains("&#92;u000a} static"), "the comment is quoted");
        assertFalse(source.contains("\\u"));
        assertTrue(source.chars().allMatch(c -> c == '\n' || c >= ' ' && c <= '~'));
    }

    @Test
    void aDeepNetworkWithoutTwoLayersAlikeCompilesSoonAndToSmallMethods() throws IOException {
        String source = """
                model deep {
                  input(4x4x4)
                  repeat 120 as i { conv(4 + i, 1x1)  relu  dropout(0.1) }
                  stage: repeat 20 as i { conv(30 + i, 1x1)  bn  silu }
                  global_avgpool
                  dense(10)  softmax
                }
                """;
        Compilation deep = assertTimeout(Duration.ofSeconds(30), () -> Models.compile(source));
        assertNotEquals(null, deep.load());
        Map<String, Integer> sizes = MethodSizes.of(deep);
        assertTrue(sizes.size() > 500, "methods were found: " + sizes.size());
        sizes.forEach((method, bytes) ->
                assertTrue(bytes < 8000, method + " has " + bytes + " bytes of code, more than the JIT compiles"));
    }

    @Test
    void aJoinOfManyBranchesIsSplit() throws IOException {
        String source = "model wide { input(2x2x1) concat { " + "branch { conv(1, 1x1) } ".repeat(300)
                + "} global_avgpool dense(2) softmax }";
        MethodSizes.of(Models.compile(source)).forEach((method, bytes) ->
                assertTrue(bytes < 8000, method + " has " + bytes + " bytes of code, more than the JIT compiles"));
    }
}
