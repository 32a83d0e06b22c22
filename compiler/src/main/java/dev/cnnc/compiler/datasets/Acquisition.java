package dev.cnnc.compiler.datasets;

import dev.cnnc.compiler.datasets.KnownDataSet.ArchivedFile;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.io.AtomicFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;

/**
 * Brings a data set into a folder. Files that are there and whole stay as they are. A file has its name only when it is
 * whole and its digest is right; until then its name ends in {@code .part}.
 */
public final class Acquisition {

    private static final String PART = ".part";
    private static final int PAUSE_MILLIS = 2_000;
    private static final int TIMEOUT_MILLIS = 30_000;

    private final KnownDataSet set;
    private final Path folder;
    private final Function<String, DownloadListener> listeners;
    private final int pauseMillis;

    /** @param listeners makes the one for the file of this name */
    public Acquisition(KnownDataSet set, Path folder, Function<String, DownloadListener> listeners) {
        this(set, folder, listeners, PAUSE_MILLIS);
    }

    Acquisition(KnownDataSet set, Path folder, Function<String, DownloadListener> listeners, int pauseMillis) {
        this.set = set;
        this.folder = folder;
        this.listeners = listeners;
        this.pauseMillis = pauseMillis;
    }

    /** Whether everything is in the folder. */
    public boolean isComplete() throws IOException {
        if (!set.extracted().isEmpty()) {
            for (ArchivedFile file : set.extracted()) {
                Path there = folder.resolve(file.name());
                if (!Files.isRegularFile(there) || file.bytes() > 0 && Files.size(there) != file.bytes()) {
                    return false;
                }
            }
            return true;
        }
        for (KnownFile file : set.files()) {
            if (find(folder, file).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Downloads what is missing.
     *
     * @throws DownloadFailed if the network does not give it, or gives something else
     * @throws CnncException  if an archive does not hold what it should
     * @throws IOException    if the folder cannot be written
     */
    public void download() throws IOException {
        Files.createDirectories(folder);
        for (KnownFile file : set.files()) {
            if (find(folder, file).isEmpty()) {
                download(file);
            }
        }
        extract();
    }

    private void download(KnownFile file) throws IOException {
        Path part = folder.resolve(file.name() + PART);
        URI source = URI.create(set.source() + file.name());
        try {
            new Download(source, file.mostBytes(), pauseMillis, TIMEOUT_MILLIS, listeners.apply(file.name())).to(part);
        } catch (DownloadFailed failure) {
            if (Files.size(part) == 0) {
                Files.delete(part);
            }
            throw failure;
        }
        if (!Digest.matches(part, file)) {
            String found = Digest.of(part, file);
            Files.delete(part);
            throw new DownloadFailed(source + ": not the file that is meant, or damaged on the way: its SHA-256 is "
                    + found + " and not " + file.digest() + "; it was thrown away", null);
        }
        Files.move(part, folder.resolve(file.name()), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Copies what is missing from another folder, where files may be gunzipped.
     *
     * @throws CnncException if a file is not there, or is another one
     */
    public void copyFrom(Path other) throws IOException {
        Files.createDirectories(folder);
        for (KnownFile file : set.files()) {
            if (find(folder, file).isPresent()) {
                continue;
            }
            Path found = find(other, file).orElseThrow(() -> missing(other, file));
            AtomicFile.write(folder.resolve(found.getFileName()), out -> Files.copy(found, out));
        }
        extract();
    }

    private static CnncException missing(Path other, KnownFile file) {
        Path there = other.resolve(file.name());
        return new CnncException(Files.exists(there)
                ? there + ": not the file that is meant, or a damaged one: its SHA-256 is not " + file.digest()
                : other + ": there is no " + file.name() + " in this folder");
    }

    /** The file, gzipped or not, if it is in a folder and whole. */
    private static Optional<Path> find(Path folder, KnownFile file) throws IOException {
        for (String name : new String[] {file.name(), file.plainName()}) {
            Path path = folder.resolve(name);
            if (Files.isRegularFile(path) && Digest.matches(path, file)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /** The archive itself is of no use afterwards. */
    private void extract() throws IOException {
        if (!set.extracted().isEmpty()) {
            Path archive = folder.resolve(set.files().get(0).name());
            TarFile.extract(archive, set.extracted(), folder);
            Files.delete(archive);
        }
    }
}
