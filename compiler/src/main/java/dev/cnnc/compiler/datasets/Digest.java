package dev.cnnc.compiler.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** SHA-256 of files. */
final class Digest {

    private static final int BUFFER = 1 << 16;

    private Digest() {}

    /** Whether a file is the one that is meant. A damaged gzip file is not. */
    static boolean matches(Path file, KnownFile known) throws IOException {
        return Files.size(file) <= limit(file, known) && of(file, known).equals(known.digest());
    }

    /** What stands in messages beside the digest that was expected. */
    static String of(Path file, KnownFile known) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream content = known.ofContent() && isGzip(file) ? gunzipped(in) : in) {
            return of(content);
        } catch (java.util.zip.ZipException | java.io.EOFException damaged) {
            return "that of no gzip file";
        }
    }

    private static long limit(Path file, KnownFile known) throws IOException {
        // A copy that is not gzipped is longer, and no longer than reading it to its end costs.
        return isGzip(file) ? known.mostBytes() : Long.MAX_VALUE;
    }

    private static InputStream gunzipped(InputStream in) throws IOException {
        return new GZIPInputStream(in, BUFFER);
    }

    private static boolean isGzip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    private static String of(InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
