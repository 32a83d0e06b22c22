package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.Outcome;
import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.compiler.profile.Profiler;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.ModelInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The MODEL of a command: a {@code .cnn} file, which is compiled in memory, or a jar. */
final class ModelSource {

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A .cnn file, or a jar made by 'cnnc compile'. A jar is a program: take none from strangers.")
    private Path path;

    @Mixin
    private NetworkSettings settings = new NetworkSettings();

    @Mixin
    private Warnings warnings;

    Path path() {
        return path;
    }

    /** The file's name without its extension. */
    String baseName() {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** What there is to know without generating code. */
    ModelInfo info(Console console) {
        if (isJar()) {
            try (OpenModel open = open(console)) {
                return open.model().info();
            }
        }
        return require(Compiler.info(source(), options()), console);
    }

    /** The network, ready to train or predict. */
    OpenModel open(Console console) {
        return open(CompilerOptions.defaults(), console);
    }

    /** The network, compiled with these options if it is a {@code .cnn} file. */
    OpenModel open(CompilerOptions options, Console console) {
        if (isJar()) {
            if (!settings.isEmpty()) {
                throw new CnncException("the parameters and the image size of " + path + " are fixed, since it is"
                        + " compiled; --set, --input, --exact and --recompute go with .cnn files");
            }
            return CompiledJar.open(path);
        }
        return new OpenModel(compile(options, console).load(), null, path.toString());
    }

    /** The network, to look at its layers; empty for a jar. Warnings have been printed when it was compiled. */
    Optional<ObservedNetwork> observe(CompilerOptions options) {
        return isJar() ? Optional.empty() : Compiler.observe(source(), with(options)).result();
    }

    /** Compiles the {@code .cnn} file. */
    Compilation compile(CompilerOptions options, Console console) {
        if (isJar()) {
            throw new CnncException(path + " is compiled already");
        }
        return require(Compiler.compile(source(), with(options)), console);
    }

    /** The network, to look into it. */
    ObservedNetwork observe(Console console) {
        if (isJar()) {
            throw new CnncException(path + " is compiled; to look into a network takes its .cnn file");
        }
        return require(Compiler.observe(source(), options()), console);
    }

    /** What times its layers. */
    Profiler profiler(Console console) {
        if (isJar()) {
            throw new CnncException(path + " is compiled; to look into a network takes its .cnn file");
        }
        return require(Compiler.profiler(source(), options()), console);
    }

    private CompilerOptions options() {
        return with(CompilerOptions.defaults());
    }

    private CompilerOptions with(CompilerOptions options) {
        return settings.addTo(options.withWarnings(warnings.levels()));
    }

    /** The files that make up a {@code .cnn} model, imports too, by their path within its folder; none of a jar. */
    Map<Path, String> sources() {
        return isJar() ? Map.of() : Compiler.sources(source(), options());
    }

    NetworkSettings settings() {
        return settings;
    }

    boolean isJar() {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".jar");
    }

    private Path source() {
        return requireFile(path);
    }

    static Path requireFile(Path file) {
        if (!Files.exists(file)) {
            throw new CnncException(file + ": there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw new CnncException(file + " is a folder; a .cnn file is expected");
        }
        return file;
    }

    /** Prints what the compiler said; goes on only without errors. */
    static <T> T require(Outcome<T> outcome, Console console) {
        console.report(outcome.diagnostics());
        if (outcome.diagnostics().stream().anyMatch(it -> it.severity() == Diagnostic.Severity.ERROR)) {
            throw new RejectedInput();
        }
        return outcome.result().orElseThrow(RejectedInput::new);
    }
}
