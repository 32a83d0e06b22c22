package dev.cnnc.runtime.io;

import java.util.Collection;
import java.util.Map;

/**
 * A strict reader and a writer of JSON (RFC 8259). What one writes, the other reads back equal, doubles and odd strings
 * included. {@link JsonRecords} stands on top and maps records.
 */
public final class Json {
    /** How deep values may nest: deeper than any file of ours, shallow enough for the smallest stack. */
    public static final int MAX_DEPTH = 64;

    /** How many values one text may hold, which bounds the memory that a short text can claim. */
    public static final int MAX_VALUES = 4_000_000;

    private Json() {
    }

    /**
     * Reads one value: a {@link Map} in the order of the text, a {@link java.util.List}, {@link String}, {@link Long},
     * {@link Double}, {@link Boolean} or null. A number without fraction and exponent that fits is a Long.
     *
     * @param source names the text in messages
     * @throws dev.cnnc.runtime.CnncException if the text is not JSON, names a key twice, holds a number beyond double,
     *         nests deeper than {@link #MAX_DEPTH} or holds more than {@link #MAX_VALUES} values
     */
    public static Object parse(String text, String source) {
        return new JsonParser(text, source).parse();
    }

    /**
     * Writes maps, collections, strings, finite numbers, booleans and null, on one line.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static String write(Object value) {
        return write(value, 0);
    }

    /** The same with the members of the outer {@code depth} levels each on a line of its own. */
    public static String write(Object value, int depth) {
        StringBuilder out = new StringBuilder();
        append(out, value, depth, 0);
        return out.toString();
    }

    private static void append(StringBuilder out, Object value, int depth, int level) {
        if (value instanceof Map<?, ?> map) {
            out.append('{');
            boolean first = true;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                separate(out, first, depth, level + 1);
                first = false;
                appendString(out, (String) entry.getKey());
                out.append(": ");
                append(out, entry.getValue(), depth, level + 1);
            }
            close(out, first, depth, level);
            out.append('}');
        } else if (value instanceof Collection<?> list) {
            out.append('[');
            boolean first = true;
            for (Object item : list) {
                separate(out, first, depth, level + 1);
                first = false;
                append(out, item, depth, level + 1);
            }
            close(out, first, depth, level);
            out.append(']');
        } else if (value instanceof String string) {
            appendString(out, string);
        } else if (value instanceof Double || value instanceof Float) {
            if (!Double.isFinite(((Number) value).doubleValue())) {
                throw new IllegalArgumentException("JSON has no number " + value);
            }
            out.append(value);
        } else if (value == null || value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
        }
    }

    private static void separate(StringBuilder out, boolean first, int depth, int level) {
        if (level <= depth) {
            out.append(first ? "\n" : ",\n").append("  ".repeat(level));
        } else if (!first) {
            out.append(", ");
        }
    }

    private static void close(StringBuilder out, boolean empty, int depth, int level) {
        if (!empty && level < depth) {
            out.append('\n').append("  ".repeat(level));
        }
    }

    /** Escapes everything outside printable ASCII, so that the text survives any encoding and lone surrogates. */
    private static void appendString(StringBuilder out, String string) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                out.append(c);
            } else {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(Character.forDigit(c >> shift & 15, 16));
                }
            }
        }
        out.append('"');
    }
}
