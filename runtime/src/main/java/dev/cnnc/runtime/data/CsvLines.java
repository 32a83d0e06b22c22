package dev.cnnc.runtime.data;

import dev.cnnc.runtime.CnncException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of a CSV file of words, plain or gzipped, in UTF-8. A field may stand in double quotes, and then hold commas
 * and doubled quotes, but no line end. Blank lines are passed over.
 */
final class CsvLines implements AutoCloseable {
    /** Longer lines are no paths and classes, and are refused before they fill the memory. */
    private static final int LONGEST_LINE = 1 << 14;

    private final Path file;
    private final InputStream in;
    private int number;

    private CsvLines(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /** A line that is longer than any of words. */
    static final class TooLong extends CnncException {
        private static final long serialVersionUID = 1;

        private TooLong(String message) {
            super(message);
        }
    }

    static CsvLines open(Path file) throws IOException {
        return new CsvLines(file, InputFile.open(file));
    }

    /** The fields of the next line; null at the end of the file. */
    List<String> next() throws IOException {
        while (true) {
            byte[] line = readLine();
            if (line == null) {
                return null;
            }
            String text = new String(line, StandardCharsets.UTF_8);
            if (number == 1 && text.startsWith("\uFEFF")) {
                text = text.substring(1);
            }
            if (!text.isBlank()) {
                return fields(text);
            }
        }
    }

    /** The number of the line that was read last, from 1. */
    int number() {
        return number;
    }

    private byte[] readLine() throws IOException {
        byte[] line = new byte[LONGEST_LINE];
        int length = 0;
        int next = in.read();
        if (next < 0) {
            return null;
        }
        number++;
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (length == LONGEST_LINE) {
                throw new TooLong(file + ":" + number + ": the line has more than " + LONGEST_LINE + " bytes");
            }
            line[length++] = (byte) next;
        }
        return Arrays.copyOf(line, length);
    }

    private List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (at <= line.length()) {
            int start = at;
            while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
                start++;
            }
            if (start < line.length() && line.charAt(start) == '"') {
                StringBuilder field = new StringBuilder();
                at = quoted(line, start + 1, field);
                fields.add(field.toString());
            } else {
                int comma = line.indexOf(',', at);
                int end = comma < 0 ? line.length() : comma;
                fields.add(line.substring(at, end).strip());
                at = end + 1;
            }
        }
        return fields;
    }

    /** Reads up to the closing quote, and gives the place behind the comma after it. */
    private int quoted(String line, int from, StringBuilder field) {
        int at = from;
        while (at < line.length()) {
            char c = line.charAt(at++);
            boolean doubled = c == '"' && at < line.length() && line.charAt(at) == '"';
            if (c == '"' && !doubled) {
                int comma = line.indexOf(',', at);
                int end = comma < 0 ? line.length() : comma;
                if (!line.substring(at, end).isBlank()) {
                    throw new CnncException(file + ":" + number + ": a comma is expected behind the quoted field");
                }
                return end + 1;
            }
            field.append(c);
            at += doubled ? 1 : 0;
        }
        throw new CnncException(file + ":" + number + ": a quote is opened and not closed on this line");
    }

    /** The whole number that a field is, {@code 7.0} among them, or -1. */
    static int number(String field) {
        int point = field.indexOf('.');
        int end = point < 0 ? field.length() : point;
        if (end == 0 || end > 9) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < end; i++) {
            char c = field.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = 10 * value + (c - '0');
        }
        for (int i = end + 1; i < field.length(); i++) {
            if (field.charAt(i) != '0') {
                return -1;
            }
        }
        return value;
    }

    /** A field for a message. */
    static String printable(String text) {
        return text.codePoints().map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
