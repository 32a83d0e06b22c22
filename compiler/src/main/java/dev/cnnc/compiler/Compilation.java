package dev.cnnc.compiler;

import dev.cnnc.compiler.codegen.ClassNames;
import dev.cnnc.compiler.jar.JarWriter;
import dev.cnnc.compiler.jar.ModelLoader;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A compiled network: its Java source, its classes, and what it knows about itself. */
public final class Compilation {

    private final ClassNames names;
    private final ModelInfo info;
    private final SortedMap<String, String> sources;
    private final SortedMap<String, byte[]> files;
    private final Supplier<String> explanation;

    Compilation(
            ClassNames names,
            ModelInfo info,
            String source,
            Map<String, byte[]> classes,
            Supplier<String> explanation) {
        this.names = names;
        this.info = info;
        this.sources = new TreeMap<>(Map.of(names.path() + ".java", source));
        this.files = new TreeMap<>(classes);
        files.put(infoPath(), info.toJson().getBytes(StandardCharsets.UTF_8));
        this.explanation = explanation;
    }

    /** The full name of the generated class: {@code cnnc.models.Lenet5}. */
    public String className() {
        return names.fullName();
    }

    public ModelInfo info() {
        return info;
    }

    /** The generated sources by their path: {@code cnnc/models/Lenet5.java}. */
    public Map<String, String> sources() {
        return Collections.unmodifiableMap(sources);
    }

    /** The graph after each pass, what lowering decided, and the memory plan, for a person to read. */
    public String explain() {
        return explanation.get();
    }

    /** A new instance of the generated class, in a class loader of its own. */
    public Model load() {
        return ModelLoader.load(className(), files);
    }

    /**
     * Writes the generated sources, and the JSON that the class reads, under a folder, which is made if need be.
     *
     * @throws CnncException if they cannot be written
     */
    public void writeSources(Path folder) {
        sources.forEach((path, text) -> write(folder.resolve(path), text));
        write(folder.resolve(infoPath()), info.toJson());
    }

    private String infoPath() {
        return names.path() + ".json";
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new CnncException("cannot make the folder " + file.getParent() + ": " + AtomicFile.reason(e), e);
        }
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes a jar that runs by itself; the same network gives the same bytes.
     *
     * @param summary what {@code java -jar model.jar summary} prints
     * @param weights to travel in the jar
     * @throws CnncException if the file cannot be written
     */
    public void writeJar(Path jar, String summary, Optional<Weights> weights) {
        JarWriter writer = new JarWriter(className(), files).withSummary(summary);
        weights.ifPresent(values -> writer.withWeights(values::writeTo));
        writer.write(jar);
    }
}
