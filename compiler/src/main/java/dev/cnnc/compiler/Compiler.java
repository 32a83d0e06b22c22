package dev.cnnc.compiler;

import dev.cnnc.runtime.ModelInfo;
import java.nio.file.Path;

/** From a {@code .cnn} file to a class that trains and predicts. Holds nothing; safe for use by several threads. */
public final class Compiler {

    private Compiler() {}

    /** Reads and checks a model, and reports all errors at once. */
    public static Outcome<CheckedModel> check(Path file, CompilerOptions options) {
        throw new UnsupportedOperationException();
    }

    /** What the compiled model would know about itself, memory included, without generating code. */
    public static Outcome<ModelInfo> info(Path file, CompilerOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * Compiles a model.
     *
     * @throws dev.cnnc.runtime.CnncException if this Java has no compiler, or the options name no valid class
     */
    public static Outcome<Compilation> compile(Path file, CompilerOptions options) {
        throw new UnsupportedOperationException();
    }
}
