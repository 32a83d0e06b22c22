package dev.cnnc.compiler.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of text: the first columns to the left, numbers to the right, two spaces between. */
final class TextTable {

    private static final int SHORTEST = 8;

    private final List<String> header;
    private final int leftColumns;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param leftColumns so many columns are words, the others numbers */
    TextTable(int leftColumns, List<String> header) {
        this.leftColumns = leftColumns;
        this.header = header;
    }

    void row(List<String> cells) {
        rows.add(cells);
    }

    /** The table, its first column shortened as far as that helps to stay within so many columns. */
    String print(int columns, boolean unicode) {
        int[] widths = new int[header.size()];
        int total = 2 * (widths.length - 1);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(header.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
            total += widths[i];
        }
        if (total > columns) {
            widths[0] = Math.max(SHORTEST, widths[0] - (total - columns));
        }
        StringBuilder text = new StringBuilder();
        line(text, header, widths, unicode);
        int ruled = 2 * (widths.length - 1);
        for (int width : widths) {
            ruled += width;
        }
        text.append((unicode ? "─" : "-").repeat(ruled)).append('\n');
        rows.forEach(row -> line(text, row, widths, unicode));
        return text.toString();
    }

    /** The table in GitHub's flavour of Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append(markdownRow(header)).append('|');
        for (int i = 0; i < header.size(); i++) {
            text.append(i < leftColumns ? " --- |" : " ---: |");
        }
        text.append('\n');
        rows.forEach(row -> text.append(markdownRow(row)));
        return text.toString();
    }

    private static String markdownRow(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private void line(StringBuilder text, List<String> cells, int[] widths, boolean unicode) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = i == 0 ? shorten(cells.get(i), widths[0], unicode) : cells.get(i);
            String padding = " ".repeat(Math.max(0, widths[i] - width(cell)));
            line.append(i == 0 ? "" : "  ").append(i < leftColumns ? cell + padding : padding + cell);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    /** Takes the middle out: the beginning of a path says where, its end says what. */
    static String shorten(String text, int width, boolean unicode) {
        String gap = unicode ? "…" : "..";
        if (width(text) <= width) {
            return text;
        }
        int kept = width - gap.length();
        int behind = (kept * 3 + 4) / 5;
        return text.substring(0, kept - behind) + gap + text.substring(text.length() - behind);
    }

    static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
