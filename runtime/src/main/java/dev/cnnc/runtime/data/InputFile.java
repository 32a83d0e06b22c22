package dev.cnnc.runtime.data;

import dev.cnnc.runtime.CnncException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens files that may be gzipped, and turns what goes wrong with them into messages. */
final class InputFile {
    /** No deflate stream grows by more than this factor: 258 bytes can come from as little as two bits. */
    private static final long LARGEST_EXPANSION = 1032;
    private static final int BUFFER = 1 << 16;

    private InputFile() {
    }

    /** Opens a file, through gzip if it starts with gzip's magic number, whatever its name is. */
    static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            return isGzip(raw) ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
        } catch (IOException | RuntimeException broken) {
            raw.close();
            throw broken;
        }
    }

    /** The most bytes that reading this file can give. */
    static long largestContent(Path file) throws IOException {
        long size = Files.size(file);
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
            return isGzip(raw) ? Math.multiplyExact(size, LARGEST_EXPANSION) : size;
        }
    }

    private static boolean isGzip(InputStream raw) throws IOException {
        raw.mark(2);
        boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return gzip;
    }

    /** The message for a file that cannot be read. */
    static CnncException failure(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new CnncException(file + ": there is no such file", cause);
        }
        if (cause instanceof ZipException || cause instanceof EOFException) {
            return new CnncException(file + ": the gzip data is damaged or cut off (" + cause.getMessage()
                    + "); get the file again", cause);
        }
        if (Files.isDirectory(file)) {
            return new CnncException(file + ": this is a folder, but a file is expected", cause);
        }
        return new CnncException(file + ": cannot be read (" + describe(cause) + ")", cause);
    }

    private static String describe(IOException cause) {
        return cause.getMessage() == null || cause.getMessage().isBlank() ? cause.getClass().getSimpleName()
                : cause.getMessage();
    }
}
