package dev.cnnc.grammar;

/**
 * A stretch of a source file.
 *
 * @param start the UTF-16 offset of the first character
 * @param end   the UTF-16 offset behind the last one
 */
public record Span(SourceFile file, int start, int end) {

    /** The line of the first character, counted from 1. */
    public int line() {
        return file.line(start);
    }

    /** The column of the first character, counted from 1. */
    public int column() {
        return file.column(start);
    }

    public String text() {
        return file.text().substring(start, end);
    }

    /** The shortest stretch of the same file that holds both. */
    public Span to(Span other) {
        return new Span(file, Math.min(start, other.start), Math.max(end, other.end));
    }

    /** {@code lenet5.cnn:7:3}. */
    @Override
    public String toString() {
        return file.name() + ":" + line() + ":" + column();
    }
}
