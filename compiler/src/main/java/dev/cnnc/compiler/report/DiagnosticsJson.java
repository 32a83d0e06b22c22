package dev.cnnc.compiler.report;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.Diagnostic.Note;
import dev.cnnc.grammar.SourceFile;
import dev.cnnc.grammar.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Messages for editors, as an array of objects in the shape of the Language Server Protocol 3.17: a range's lines and
 * characters are counted from 0, characters in UTF-16 units.
 */
public final class DiagnosticsJson {

    private final List<Map<String, Object>> messages = new ArrayList<>();

    public void add(Diagnostic diagnostic) {
        Map<String, Object> message = new LinkedHashMap<>(location(diagnostic.span()));
        message.put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
        message.put("code", diagnostic.code().code());
        message.put("name", diagnostic.code().slug());
        message.put("message", diagnostic.message());
        message.put("hint", diagnostic.hint());
        message.put("relatedInformation", diagnostic.notes().stream().map(DiagnosticsJson::related).toList());
        messages.add(message);
    }

    /** A file that could not be read at all. */
    public void addUnreadable(String file, String problem) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("file", file);
        message.put("range", range(new Span(new SourceFile(file, ""), 0, 0)));
        message.put("severity", "error");
        message.put("code", "unreadable");
        message.put("name", "unreadable");
        message.put("message", problem);
        message.put("hint", "");
        message.put("relatedInformation", List.of());
        messages.add(message);
    }

    /** The array, with a line end. */
    public String text() {
        return JsonText.of(messages);
    }

    private static Map<String, Object> related(Note note) {
        List<String> lines = new ArrayList<>();
        lines.add(note.text());
        lines.addAll(note.details());
        Map<String, Object> related = new LinkedHashMap<>();
        related.put("location", location(note.span()));
        related.put("message", String.join("\n", lines));
        return related;
    }

    private static Map<String, Object> location(Span span) {
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("file", span.file().name());
        location.put("range", range(span));
        return location;
    }

    private static Map<String, Object> range(Span span) {
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("start", position(span.file(), span.start()));
        range.put("end", position(span.file(), span.end()));
        return range;
    }

    private static Map<String, Object> position(SourceFile file, int offset) {
        Map<String, Object> position = new LinkedHashMap<>();
        position.put("line", file.line(offset) - 1);
        position.put("character", file.column(offset) - 1);
        return position;
    }
}
