package dev.cnnc.compiler;

import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.Weights;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A compiled network: its Java source, its classes, and what it knows about itself. */
public final class Compilation {

    /** The full name of the generated class: {@code cnnc.models.Lenet5}. */
    public String className() {
        throw new UnsupportedOperationException();
    }

    public ModelInfo info() {
        throw new UnsupportedOperationException();
    }

    /** The generated sources by their path: {@code cnnc/models/Lenet5.java}. */
    public Map<String, String> sources() {
        throw new UnsupportedOperationException();
    }

    /** The graph after each pass, what lowering decided, and the memory plan, for a person to read. */
    public String explain() {
        throw new UnsupportedOperationException();
    }

    /** A new instance of the generated class, in a class loader of its own. */
    public Model load() {
        throw new UnsupportedOperationException();
    }

    /** Writes the generated sources under a folder, which is made if it is not there. */
    public void writeSources(Path folder) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes a jar that runs by itself; the same network gives the same bytes.
     *
     * @param summary what {@code java -jar model.jar summary} prints
     * @param weights to travel in the jar
     * @throws dev.cnnc.runtime.CnncException if the file cannot be written
     */
    public void writeJar(Path jar, String summary, Optional<Weights> weights) {
        throw new UnsupportedOperationException();
    }
}
