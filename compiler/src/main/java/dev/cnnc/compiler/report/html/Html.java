package dev.cnnc.compiler.report.html;

import dev.cnnc.compiler.diagnostic.PrintableText;
import dev.cnnc.runtime.io.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** Writes HTML. Text and attributes are escaped here and nowhere else; tags are closed in the order of opening. */
final class Html {

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** @param attributes names and values in turn */
    Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"").append(escape(attributes[i + 1])).append('"');
        }
        out.append('>');
        open.push(tag);
        return this;
    }

    /** Closes what was opened last. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Closes what was opened last, and ends the line. */
    Html closeLine() {
        close();
        out.append('\n');
        return this;
    }

    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    Html paragraph(String text, String... attributes) {
        return open("p", attributes).text(text).closeLine();
    }

    /** What a section says where it has nothing to show. */
    Html missing(String text) {
        return paragraph(text, "class", "missing");
    }

    /** Text in one line; what cannot be seen is named. */
    Html text(String text) {
        out.append(escape(PrintableText.of(text)));
        return this;
    }

    /** Text whose lines stay lines. */
    Html lines(String text) {
        out.append(text.lines()
                .map(line -> escape(PrintableText.of(line.replace("\t", "    "))))
                .collect(Collectors.joining("\n")));
        return this;
    }

    Html image(String uri, String description, String style) {
        out.append("<img class=\"").append(style).append("\" alt=\"").append(escape(PrintableText.of(description)))
                .append("\" src=\"").append(uri).append("\">");
        return this;
    }

    /** Figures for the script. {@code <} is escaped in them, so that no text ends the element. */
    Html data(String style, Object json) {
        out.append("<script type=\"application/json\" class=\"").append(style).append("\">")
                .append(Json.write(json).replace("<", "\\u003c")).append("</script>\n");
        return this;
    }

    /** Markup of cnnc's own. */
    Html markup(String markup) {
        out.append(markup);
        return this;
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return out.toString();
    }
}
