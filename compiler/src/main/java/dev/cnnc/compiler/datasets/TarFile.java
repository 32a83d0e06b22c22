package dev.cnnc.compiler.datasets;

import dev.cnnc.compiler.datasets.KnownDataSet.ArchivedFile;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.io.AtomicFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Takes files out of a gzipped tar archive (POSIX.1-1988, ustar): only files that are asked for by their full names, so
 * that nothing in the archive decides where anything is written.
 */
final class TarFile {

    private static final int BLOCK = 512;
    private static final int BUFFER = 1 << 16;
    private static final int NAME_BYTES = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_BYTES = 12;
    private static final int TYPE_AT = 156;
    private static final long MOST_BYTES_OF_A_TEXT = 1 << 16;

    private TarFile() {}

    /**
     * Writes the wanted files into a folder.
     *
     * @throws CnncException if one is missing, or not of its length
     */
    static void extract(Path archive, List<ArchivedFile> wanted, Path folder) throws IOException {
        Map<String, ArchivedFile> missing = new HashMap<>();
        wanted.forEach(file -> missing.put(file.path(), file));
        try (InputStream raw = Files.newInputStream(archive);
                InputStream in = new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER)) {
            byte[] header = new byte[BLOCK];
            while (!missing.isEmpty() && in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
                long size = octal(archive, header);
                ArchivedFile file = isFile(header) ? missing.remove(name(header)) : null;
                if (file == null) {
                    in.skipNBytes(size);
                } else {
                    requireSize(archive, file, size);
                    AtomicFile.write(folder.resolve(file.name()), out -> copy(in, size, out));
                }
                in.skipNBytes(-size & (BLOCK - 1));
            }
        } catch (EOFException cutOff) {
            throw new CnncException(archive + ": the archive is cut off", cutOff);
        }
        if (!missing.isEmpty()) {
            throw new CnncException(archive + ": the archive has no " + missing.keySet().iterator().next());
        }
    }

    private static boolean isFile(byte[] header) {
        return header[TYPE_AT] == '0' || header[TYPE_AT] == 0;
    }

    private static String name(byte[] header) {
        int length = 0;
        while (length < NAME_BYTES && header[length] != 0) {
            length++;
        }
        String name = new String(header, 0, length, StandardCharsets.US_ASCII);
        return name.startsWith("./") ? name.substring(2) : name;
    }

    private static long octal(Path archive, byte[] header) {
        String digits = new String(header, SIZE_AT, SIZE_BYTES, StandardCharsets.US_ASCII).replace('\0', ' ').strip();
        try {
            return Long.parseUnsignedLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new CnncException(archive + ": this is no tar archive, or a damaged one", e);
        }
    }

    private static void requireSize(Path archive, ArchivedFile file, long size) {
        boolean right = file.bytes() == 0 ? size <= MOST_BYTES_OF_A_TEXT : size == file.bytes();
        if (!right) {
            throw new CnncException(archive + ": " + file.path() + " has " + size + " bytes"
                    + (file.bytes() == 0 ? "" : " and not " + file.bytes()));
        }
    }

    private static void copy(InputStream in, long size, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long left = size; left > 0; ) {
            int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
            if (read == 0) {
                throw new EOFException("the archive ends early");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
