package dev.cnnc.compiler.report;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The page that explains an error or warning, from {@code docs/errors}: a heading with code and title, the slug, what
 * it means, a wrong example with what the compiler says of it, and its mend. Tests compile both examples.
 */
public final class ErrorPage {

    private static final String FENCE = "```";

    /**
     * A fenced part of a page.
     *
     * @param info what stands behind the fence: {@code cnn}, {@code cnn blocks.cnn} or {@code text}
     */
    public record Fence(String info, String text) {}

    private final String markdown;

    private ErrorPage(String markdown) {
        this.markdown = markdown;
    }

    /** The page that travels with this compiler. */
    public static ErrorPage of(DiagnosticCode code) {
        String name = "errors/" + code.code() + ".md";
        try (InputStream stream = ErrorPage.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("there is no page " + name);
            }
            return new ErrorPage(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fenced parts in their order. */
    public List<Fence> fences() {
        List<Fence> fences = new ArrayList<>();
        String info = null;
        StringBuilder text = new StringBuilder();
        for (String line : markdown.lines().toList()) {
            if (line.startsWith(FENCE)) {
                if (info == null) {
                    info = line.substring(FENCE.length());
                } else {
                    fences.add(new Fence(info, text.toString()));
                    text.setLength(0);
                    info = null;
                }
            } else if (info != null) {
                text.append(line).append('\n');
            }
        }
        return fences;
    }

    /** As a terminal shows it: fenced parts indented, marks left out. */
    public String text() {
        StringBuilder text = new StringBuilder();
        boolean isFenced = false;
        for (String line : markdown.lines().toList()) {
            if (line.startsWith(FENCE)) {
                isFenced = !isFenced;
            } else if (isFenced) {
                text.append(line.isEmpty() ? "" : "    " + line).append('\n');
            } else {
                text.append(line.replaceFirst("^#+ ", "").replace("`", "'")).append('\n');
            }
        }
        return text.toString();
    }

    public String markdown() {
        return markdown;
    }
}
