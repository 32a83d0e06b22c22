package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.compiler.profile.Profiler;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.io.AtomicFile;
import dev.cnnc.runtime.io.Json;
import dev.cnnc.runtime.io.JsonRecords;
import dev.cnnc.runtime.io.WriteFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of a run: {@code run.json}, {@code source/} with the model as it was written, {@code model.jar} which is
 * trained, {@code start.safetensors} if the training goes on from weights, {@code log.jsonl}, {@code statistics.jsonl},
 * {@code checkpoints/} and in the end {@code weights.safetensors}. One process at a time works in it; the lock goes with
 * the process, also if that is killed.
 */
final class RunFolder implements AutoCloseable {

    private static final Set<String> FILES =
            Set.of("run.json", "model.jar", "start.safetensors", "weights.safetensors");

    private static final long LONGEST_DESCRIPTION = 1 << 20;

    private final Path folder;
    private final FileChannel channel;

    private RunFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** A new run. */
    static RunFolder create(Path folder) {
        if (Files.exists(folder.resolve("run.json"))) {
            throw new CnncException(folder + " holds a run already; go on with it by 'cnnc train --resume " + folder
                    + "', or name another folder");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new WriteFailure("cannot make the folder " + folder + ": " + AtomicFile.reason(e), e);
        }
        return lock(folder);
    }

    /** A run that was begun before. */
    static RunFolder open(Path folder) {
        requireRun(folder);
        return lock(folder);
    }

    /** A run to be read, which a process may be working in. */
    static RunFolder look(Path folder) {
        requireRun(folder);
        return new RunFolder(folder, null);
    }

    private static void requireRun(Path folder) {
        if (!Files.isRegularFile(folder.resolve("run.json"))) {
            throw new CnncException(folder + " holds no run: there is no " + folder.resolve("run.json")
                    + "; 'cnnc train MODEL --data PATH --run " + folder + "' begins one");
        }
    }

    private static RunFolder lock(Path folder) {
        Path file = folder.resolve(".lock");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                AtomicFile.removeUnfinished(folder, FILES::contains);
                return new RunFolder(folder, channel);
            }
            channel.close();
        } catch (OverlappingFileLockException ours) {
            closeQuietly(channel);
        } catch (IOException e) {
            throw new WriteFailure("cannot write " + file + ": " + AtomicFile.reason(e), e);
        }
        throw new CnncException(folder + " is in use: another process trains this run");
    }

    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    Path jar() {
        return folder.resolve("model.jar");
    }

    Path start() {
        return folder.resolve("start.safetensors");
    }

    Path weights() {
        return folder.resolve("weights.safetensors");
    }

    Path log() {
        return folder.resolve("log.jsonl");
    }

    Path statistics() {
        return folder.resolve("statistics.jsonl");
    }

    Path report() {
        return folder.resolve("report.html");
    }

    /** The checkpoint of the most steps; empty if there is none. */
    Optional<Path> newestCheckpoint() {
        if (!Files.isDirectory(checkpoints())) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(checkpoints())) {
            return files.filter(file -> file.getFileName().toString().matches("step-\\d+\\.safetensors"))
                    .max(Comparator.comparing(file -> file.getFileName().toString()));
        } catch (IOException e) {
            throw new CnncException("cannot read the folder " + checkpoints() + ": " + AtomicFile.reason(e), e);
        }
    }

    /** The run's network, to look at its layers; empty if it was begun from a jar or its source is no longer whole. */
    Optional<ObservedNetwork> network(RunDescription run) {
        return source(run).flatMap(file -> Compiler.observe(file, compilerOptions(run)).result());
    }

    /** What times the layers of the run's network; empty likewise. */
    Optional<Profiler> profiler(RunDescription run) {
        return source(run).flatMap(file -> Compiler.profiler(file, compilerOptions(run)).result());
    }

    private Optional<Path> source(RunDescription run) {
        return Optional.of(sourceFolder().resolve(Path.of(run.model()).getFileName())).filter(Files::isRegularFile);
    }

    private static CompilerOptions compilerOptions(RunDescription run) {
        return NetworkSettings.of(run.set(), run.input())
                .addTo(CompilerOptions.defaults().withFreeze(run.options().train().freeze()));
    }

    /** The texts of the model by their paths; none if the run was begun from a jar. */
    Map<String, String> sources() {
        if (!Files.isDirectory(sourceFolder())) {
            return Map.of();
        }
        try (Stream<Path> files = Files.walk(sourceFolder())) {
            Map<String, String> sources = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.put(sourceFolder().relativize(file).toString(), Files.readString(file));
            }
            return sources;
        } catch (IOException e) {
            throw new CnncException("cannot read the folder " + sourceFolder() + ": " + AtomicFile.reason(e), e);
        }
    }

    private Path sourceFolder() {
        return folder.resolve("source");
    }

    /** The model as it was written, for people and for looking at its layers; {@link #jar} is what is trained. */
    void writeSources(Map<Path, String> sources) {
        sources.forEach((path, text) -> {
            Path file = sourceFolder().resolve(path);
            try {
                Files.createDirectories(file.getParent());
            } catch (IOException e) {
                throw new WriteFailure("cannot make the folder " + file.getParent() + ": " + AtomicFile.reason(e), e);
            }
            AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        });
    }

    /** Belongs behind everything else that a run needs: with this file, the folder holds a run. */
    void write(RunDescription description) {
        String text = Json.write(JsonRecords.toJson(description), 3) + "\n";
        AtomicFile.write(folder.resolve("run.json"), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    RunDescription read() {
        Path file = folder.resolve("run.json");
        try {
            if (Files.size(file) > LONGEST_DESCRIPTION) {
                throw new CnncException(file + " is longer than " + LONGEST_DESCRIPTION + " bytes");
            }
            Object json = Json.parse(Files.readString(file), file.toString());
            if (json instanceof Map<?, ?> members && members.get("formatVersion") instanceof Long version
                    && version != RunDescription.FORMAT_VERSION) {
                throw new CnncException(file + " has format version " + version + "; this cnnc reads version "
                        + RunDescription.FORMAT_VERSION);
            }
            return JsonRecords.fromJson(json, RunDescription.class, file.toString());
        } catch (IOException e) {
            throw new CnncException("cannot read " + file + ": " + AtomicFile.reason(e), e);
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException nothingIsWrittenThere) {
            return;
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
