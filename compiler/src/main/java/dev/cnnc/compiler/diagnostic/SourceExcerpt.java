package dev.cnnc.compiler.diagnostic;

import dev.cnnc.grammar.SourceFile;
import dev.cnnc.grammar.Span;
import java.util.ArrayList;
import java.util.List;

/** The lines of source that a message is about, as they look on a terminal, and the columns to underline. */
final class SourceExcerpt {

    private static final int TAB = 4;

    /** Longer lines are cut: the part around the place is enough. */
    private static final int WIDEST = 110;

    private static final int BEFORE_PLACE = 40;

    /** Of a line longer than this, only the part around the place is looked at. */
    private static final int LONGEST = 1000;

    /**
     * One line.
     *
     * @param from the column where the underline begins, counted from 0
     * @param to   the column behind it
     */
    record Line(int number, String text, int from, int to) {}

    private SourceExcerpt() {}

    /** The line of a span; of a span over several lines, the first and the last. */
    static List<Line> of(Span span) {
        SourceFile file = span.file();
        int first = file.line(span.start());
        int last = file.line(Math.max(span.start(), span.end() - 1));
        List<Line> lines = new ArrayList<>();
        int firstFrom = file.column(span.start()) - 1;
        if (first == last) {
            lines.add(line(file, first, firstFrom, firstFrom + span.end() - span.start()));
        } else {
            lines.add(line(file, first, firstFrom, file.lineText(first).length()));
            String text = file.lineText(last);
            int indent = text.length() - text.stripLeading().length();
            int end = file.column(span.end() - 1);
            lines.add(line(file, last, Math.min(indent, end - 1), end));
        }
        return lines;
    }

    private static Line line(SourceFile file, int number, int fromIndex, int toIndex) {
        String whole = file.lineText(number);
        if (whole.length() <= LONGEST) {
            return line(number, whole, fromIndex, toIndex);
        }
        int begin = Math.max(0, Math.min(fromIndex, whole.length()) - LONGEST / 2);
        int end = Math.min(whole.length(), begin + LONGEST);
        return line(number, whole.substring(begin, end), fromIndex - begin, toIndex - begin);
    }

    private static Line line(int number, String source, int fromIndex, int toIndex) {
        StringBuilder shown = new StringBuilder();
        int column = 0;
        int from = -1;
        int to = -1;
        for (int i = 0; i < source.length(); ) {
            from = i >= fromIndex && from < 0 ? column : from;
            to = i >= toIndex && to < 0 ? column : to;
            int point = source.codePointAt(i);
            if (point == '\t') {
                int spaces = TAB - column % TAB;
                shown.append(" ".repeat(spaces));
                column += spaces;
            } else {
                column += PrintableText.append(shown, point);
            }
            i += Character.charCount(point);
        }
        from = from < 0 ? column : from;
        to = Math.max(to < 0 ? column : to, from + 1);
        return shown.length() <= WIDEST ? new Line(number, shown.toString(), from, to) : cut(number, shown, from, to);
    }

    /** Columns are taken for characters here: in a line this long an underline may be off by a few. */
    private static Line cut(int number, StringBuilder shown, int from, int to) {
        int begin = Math.max(0, Math.min(from - BEFORE_PLACE, shown.length() - WIDEST));
        int end = Math.min(shown.length(), begin + WIDEST);
        String text = shown.substring(begin, end);
        int offset = begin;
        if (begin > 0) {
            text = "… " + text;
            offset -= 2;
        }
        if (end < shown.length()) {
            text += " …";
        }
        int shownFrom = Math.max(0, from - offset);
        int shownTo = Math.min(to - offset, text.length());
        return new Line(number, text, shownFrom, Math.max(shownFrom + 1, shownTo));
    }
}
