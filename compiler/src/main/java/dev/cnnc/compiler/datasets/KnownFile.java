package dev.cnnc.compiler.datasets;

/**
 * A file of a data set.
 *
 * @param name as it is published
 * @param bytes of the published file; another copy may be gzipped otherwise and differ a little
 * @param digest SHA-256, in hexadecimal
 * @param ofContent whether the digest is that of what the file holds, gunzipped, so that any copy will do
 */
public record KnownFile(String name, long bytes, String digest, boolean ofContent) {

    /** Room for another way to gzip. */
    private static final long SPARE = 1 << 16;

    /** A file longer than this is another one. */
    long mostBytes() {
        return bytes + bytes / 8 + SPARE;
    }

    /** The name of a copy that is not gzipped. */
    String plainName() {
        return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }
}
