package dev.cnnc.runtime.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Writes files that appear whole or not at all. */
public final class AtomicFile {
    private AtomicFile() {
    }

    /** What goes into a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file under a temporary name beside its own, forces it to the disk and renames it.
     *
     * @throws dev.cnnc.runtime.CnncException with the reason if that fails; a file from before is then untouched
     */
    public static void write(Path file, Content content) {
        throw new UnsupportedOperationException();
    }
}
