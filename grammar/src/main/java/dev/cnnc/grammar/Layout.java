package dev.cnnc.grammar;

import dev.cnnc.grammar.antlr.CnnLexer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Prints the pieces of a file in the one layout of the language.
 *
 * <p>Every decision depends only on the pieces and on the line ends between them that the print keeps, and never on
 * the columns of the source: that is what makes a second formatting change nothing.
 */
final class Layout {

    private static final int COLUMNS = 100;
    private static final int INDENT = 2;
    private static final int CONTINUATION = 4;
    private static final int DEEPEST_HANG = 60;

    private final Pieces pieces;
    private final StringBuilder out = new StringBuilder();
    private int lineStart;

    Layout(Pieces pieces) {
        this.pieces = pieces;
    }

    String print() {
        items(0, pieces.count(), 0, true);
        if (out.length() > 0) {
            out.append('\n');
        }
        return out.toString();
    }

    /** The items and comments of a body that is spread over lines, or of the file. */
    private void items(int from, int to, int indent, boolean top) {
        boolean mayShareLine = false;
        boolean first = true;
        int i = from;
        while (i < to) {
            if (pieces.isComment(i)) {
                first &= comment(i, first, indent);
                mayShareLine = false;
                i++;
                continue;
            }
            int end = pieces.itemEnd(i);
            boolean flat = !pieces.hasComment(i, end) && !pieces.hasSpread(i, end);
            boolean shares = mayShareLine && !top && flat && pieces.breaksBefore(i) == 0
                    && column() + 2 + pieces.width(i, end) <= COLUMNS;
            if (shares) {
                out.append("  ");
            } else {
                newLine(i, first, indent);
                first = false;
            }
            boolean fits = flat && column() + pieces.width(i, end) <= COLUMNS;
            if (fits) {
                flat(i, end);
            } else {
                item(i, end, indent);
            }
            mayShareLine = fits;
            i = end + 1;
        }
    }

    /** True if the comment trails what is on the line already. */
    private boolean comment(int i, boolean first, int indent) {
        boolean trails = pieces.breaksBefore(i) == 0 && out.length() > 0;
        if (trails) {
            out.append("  ");
        } else {
            newLine(i, first, indent);
        }
        out.append(pieces.text(i));
        return trails;
    }

    private void flat(int from, int to) {
        out.append(pieces.text(from));
        for (int i = from + 1; i <= to; i++) {
            out.append(pieces.separator(i)).append(pieces.text(i));
        }
    }

    /** An item that needs several lines. */
    private void item(int from, int to, int indent) {
        boolean spreadAll = !pieces.hasComment(from, to) && indent + pieces.width(from, to) > COLUMNS;
        Deque<Integer> hangs = new ArrayDeque<>();
        boolean breakBefore = false;
        int i = from;
        while (i <= to) {
            int hang = hangs.isEmpty() ? indent + CONTINUATION : hangs.peek();
            if (pieces.isComment(i)) {
                if (pieces.breaksBefore(i) == 0 && !breakBefore) {
                    out.append("  ");
                } else {
                    newLine(hang);
                }
                out.append(pieces.text(i));
                breakBefore = true;
                i++;
                continue;
            }
            if (breakBefore) {
                newLine(hangs.isEmpty() && continuesItem(i) ? indent : hang);
            } else if (i > from) {
                if (pieces.mayBreakBefore(i) && !fits(i, to, hang)) {
                    newLine(hang);
                } else {
                    out.append(pieces.separator(i));
                }
            }
            breakBefore = false;
            if (pieces.type(i) == CnnLexer.LEFT_BRACE) {
                braces(i, indent, spreadAll);
                i = pieces.partner(i) + 1;
                continue;
            }
            out.append(pieces.text(i));
            switch (pieces.type(i)) {
                case CnnLexer.LEFT_PAREN, CnnLexer.LEFT_BRACKET ->
                        hangs.push(column() <= DEEPEST_HANG ? column() : indent + CONTINUATION);
                case CnnLexer.RIGHT_PAREN, CnnLexer.RIGHT_BRACKET -> hangs.pop();
                default -> { }
            }
            i++;
        }
    }

    private boolean continuesItem(int i) {
        return switch (pieces.type(i)) {
            case CnnLexer.LEFT_BRACE, CnnLexer.ELSE, CnnLexer.SHORTCUT -> true;
            default -> false;
        };
    }

    private void braces(int open, int indent, boolean spreadAll) {
        int close = pieces.partner(open);
        boolean empty = close == open + 1;
        if (empty || !pieces.isSpread(open) && !spreadAll && column() + pieces.width(open, close) <= COLUMNS) {
            flat(open, close);
            return;
        }
        out.append('{');
        items(open + 1, close, indent + INDENT, false);
        newLine(indent);
        out.append('}');
    }

    /**
     * Whether a stretch that may begin a line fits on this one: all of it up to the next place on the same level, or,
     * if it is too long even for a line of its own, what of it cannot be broken.
     */
    private boolean fits(int from, int to, int hang) {
        int left = COLUMNS - column() - pieces.separator(from).length();
        int whole = pieces.width(from, stretchEnd(from, to, true));
        if (whole <= left) {
            return true;
        }
        return hang + whole > COLUMNS && pieces.width(from, stretchEnd(from, to, false)) <= left;
    }

    private int stretchEnd(int from, int to, boolean sameLevel) {
        int i = from;
        while (i < to) {
            int type = pieces.type(i);
            if (sameLevel && (type == CnnLexer.LEFT_PAREN || type == CnnLexer.LEFT_BRACKET)) {
                i = pieces.partner(i);
            }
            if (i >= to) {
                return to;
            }
            int next = i + 1;
            if (pieces.mayBreakBefore(next) || pieces.isComment(next) || pieces.type(next) == CnnLexer.LEFT_BRACE) {
                return i;
            }
            i = next;
        }
        return to;
    }

    private int column() {
        return out.length() - lineStart;
    }

    private void newLine(int piece, boolean first, int indent) {
        if (!first && pieces.breaksBefore(piece) > 1) {
            out.append('\n');
        }
        newLine(indent);
    }

    private void newLine(int indent) {
        if (out.length() > 0) {
            out.append('\n');
        }
        lineStart = out.length();
        out.append(" ".repeat(indent));
    }
}
