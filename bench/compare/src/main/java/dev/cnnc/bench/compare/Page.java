package dev.cnnc.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation, in which the part between two comments is measured and the rest written. */
final class Page {

    private static final Pattern MEASURED =
            Pattern.compile("(?s)(<!-- comparison: begin -->\n).*(<!-- comparison: end -->)");

    private Page() {}

    /** Replaces the measured part. */
    static void write(Path page, String measured) throws IOException {
        Matcher matcher = MEASURED.matcher(Files.readString(page));
        if (!matcher.find()) {
            throw new IOException(page + " has no place for the comparison");
        }
        Files.writeString(page, matcher.replaceFirst("$1" + Matcher.quoteReplacement(measured) + "$2"));
    }
}
