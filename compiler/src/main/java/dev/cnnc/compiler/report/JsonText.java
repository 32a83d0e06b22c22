package dev.cnnc.compiler.report;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON for programs that read what a command prints. */
public final class JsonText {

    private static final JSON WRITER = JSON.std
            .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
            .with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private JsonText() {}

    /** Maps, lists, texts, numbers and truths, indented, with a line end. */
    public static String of(Object value) {
        try {
            return WRITER.asString(value) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number, or null for one that JSON cannot say. */
    static Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
