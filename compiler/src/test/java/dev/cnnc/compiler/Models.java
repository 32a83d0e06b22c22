package dev.cnnc.compiler;

import dev.cnnc.compiler.codegen.ClassNames;
import dev.cnnc.compiler.codegen.JavaGenerator;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.jar.InMemoryJavac;
import dev.cnnc.compiler.jar.ModelLoader;
import dev.cnnc.compiler.lower.Lowering;
import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.compiler.pass.RemoveAuxiliaryOutputs;
import dev.cnnc.compiler.plan.ParameterTable;
import dev.cnnc.compiler.plan.PlannedProgram;
import dev.cnnc.compiler.profile.Profiler;
import dev.cnnc.runtime.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Networks for tests, from text in the language. */
public final class Models {

    private Models() {}

    /** The graph before any pass. */
    public static Graph graph(String source) {
        return result(withFile(source, file -> Compiler.check(file, CompilerOptions.defaults()))).graph();
    }

    public static Compilation compile(String source) {
        return result(attempt(source));
    }

    /** With training that computes again what it need not keep. */
    public static Compilation recomputing(String source) {
        return result(withFile(
                source, file -> Compiler.compile(file, CompilerOptions.defaults().withRecompute(true))));
    }

    public static ObservedNetwork observe(String source) {
        return result(withFile(source, file -> Compiler.observe(file, CompilerOptions.defaults())));
    }

    /** Of the network without Winograd's algorithm. */
    public static Profiler profiler(String source) {
        return result(withFile(
                source, file -> Compiler.profiler(file, CompilerOptions.defaults().withExact(true))));
    }

    /** For sources with errors. */
    public static Outcome<Compilation> attempt(String source) {
        return withFile(source, file -> Compiler.compile(file, CompilerOptions.defaults()));
    }

    public static Compilation compile(Path file) {
        return result(Compiler.compile(file, CompilerOptions.defaults()));
    }

    /** What {@link #compile} gives, but with the programs lowered from graphs that no pass has touched. */
    public static Model withoutPasses(String source) {
        Compilation usual = compile(source);
        Graph graph = graph(source);
        ClassNames names = ClassNames.of("", "", graph.name());
        String java = new JavaGenerator(names, graph, ParameterTable.of(graph),
                        PlannedProgram.of(Lowering.inference(new RemoveAuxiliaryOutputs().apply(graph))),
                        PlannedProgram.of(Lowering.training(graph, 0)))
                .generate();
        Map<String, byte[]> files = new HashMap<>(InMemoryJavac.compile(names.path() + ".java", java));
        files.put(names.path() + ".json", usual.info().toJson().getBytes(StandardCharsets.UTF_8));
        return ModelLoader.load(names.fullName(), files);
    }

    /** Hands the text over as a file named {@code net.cnn}. */
    static <T> T withFile(String source, Function<Path, T> use) {
        try {
            Path folder = Files.createTempDirectory("cnnc");
            Path file = folder.resolve("net.cnn");
            try {
                Files.writeString(file, source);
                return use.apply(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T result(Outcome<T> outcome) {
        return outcome.result().orElseThrow(() -> new AssertionError(outcome.diagnostics()));
    }
}
