package dev.cnnc.runtime.io;

/** A strict reader and a writer of JSON (RFC 8259). */
public final class Json {
    private Json() {
    }

    /**
     * Reads one value: a map, list, String, Long, Double, Boolean or null.
     *
     * @param source names the text in messages
     * @throws dev.cnnc.runtime.CnncException if the text is not JSON
     */
    public static Object parse(String text, String source) {
        throw new UnsupportedOperationException();
    }

    /** Writes maps, collections, strings, finite numbers, booleans and null, on one line. */
    public static String write(Object value) {
        throw new UnsupportedOperationException();
    }
}
