package dev.cnnc.grammar;

import dev.cnnc.grammar.antlr.CnnLexer;
import dev.cnnc.grammar.antlr.CnnParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;

/**
 * The tokens and comments of a file in order, with what the layout asks about them.
 *
 * <p>Widths are those of everything on one line, as sums from the start, so that any stretch is measured at once.
 */
final class Pieces {

    static final int NONE = -1;

    private static final Pattern LINE_END = Pattern.compile("\\r\\n?|\\n");

    private final List<Token> tokens;
    private final int[] breaksBefore;
    private final int[] itemEnd;
    private final int[] partner;
    private final int[] flatEnd;
    private final int[] breaksUntil;
    private final int[] commentsUntil;

    static Pieces of(Parse parse) {
        Map<Integer, Integer> items = new HashMap<>();
        collectItems(parse.root(), items);
        return new Pieces(parse.tokens(), items);
    }

    /** Items are what may have a line of its own: declarations, statements, branches and settings. */
    private static void collectItems(ParserRuleContext context, Map<Integer, Integer> items) {
        switch (context.getRuleIndex()) {
            case CnnParser.RULE_version, CnnParser.RULE_declaration, CnnParser.RULE_statement,
                    CnnParser.RULE_branch, CnnParser.RULE_setting ->
                    items.put(context.getStart().getTokenIndex(), context.getStop().getTokenIndex());
            default -> { }
        }
        for (int i = 0; i < context.getChildCount(); i++) {
            ParseTree child = context.getChild(i);
            if (child instanceof ParserRuleContext inner) {
                collectItems(inner, items);
            }
        }
    }

    private Pieces(List<? extends Token> all, Map<Integer, Integer> items) {
        tokens = new ArrayList<>();
        Map<Integer, Integer> places = new HashMap<>();
        List<Integer> breaks = new ArrayList<>();
        int lineBreaks = 0;
        for (Token token : all) {
            if (token.getType() == CnnLexer.SPACE) {
                lineBreaks += (int) LINE_END.matcher(token.getText()).results().count();
            } else if (token.getType() != Token.EOF) {
                places.put(token.getTokenIndex(), tokens.size());
                tokens.add(token);
                breaks.add(lineBreaks);
                lineBreaks = 0;
            }
        }
        int count = tokens.size();
        breaksBefore = breaks.stream().mapToInt(Integer::intValue).toArray();
        itemEnd = new int[count];
        partner = new int[count];
        flatEnd = new int[count];
        breaksUntil = new int[count];
        commentsUntil = new int[count];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            Integer last = items.get(tokens.get(i).getTokenIndex());
            itemEnd[i] = last == null ? NONE : places.get(last);
            partner[i] = NONE;
            switch (type(i)) {
                case CnnLexer.LEFT_BRACE, CnnLexer.LEFT_PAREN, CnnLexer.LEFT_BRACKET -> open.push(i);
                case CnnLexer.RIGHT_BRACE, CnnLexer.RIGHT_PAREN, CnnLexer.RIGHT_BRACKET -> partner[open.pop()] = i;
                default -> { }
            }
            flatEnd[i] = (i == 0 ? 0 : flatEnd[i - 1]) + separator(i).length() + text(i).length();
            breaksUntil[i] = (i == 0 ? 0 : breaksUntil[i - 1]) + breaksBefore[i];
            commentsUntil[i] = (i == 0 ? 0 : commentsUntil[i - 1]) + (isComment(i) ? 1 : 0);
        }
    }

    int count() {
        return tokens.size();
    }

    int type(int i) {
        return tokens.get(i).getType();
    }

    String text(int i) {
        return isComment(i) ? tokens.get(i).getText().stripTrailing() : tokens.get(i).getText();
    }

    boolean isComment(int i) {
        return type(i) == CnnLexer.COMMENT;
    }

    /** How many line ends the author put before a piece. */
    int breaksBefore(int i) {
        return breaksBefore[i];
    }

    /** The last piece of the item that begins here, or {@link #NONE}. */
    int itemEnd(int i) {
        return itemEnd[i];
    }

    /** The closing bracket of an opening one. */
    int partner(int i) {
        return partner[i];
    }

    /** How wide the pieces from one to another are on one line. */
    int width(int from, int to) {
        return flatEnd[to] - flatEnd[from] + text(from).length();
    }

    /** Whether the author broke a line within a pair of braces, or a comment breaks it. */
    boolean isSpread(int brace) {
        int end = partner[brace];
        return end > brace + 1 && (breaksUntil[end] > breaksUntil[brace] || hasComment(brace, end));
    }

    boolean hasComment(int from, int to) {
        return commentsUntil[to] > commentsUntil[from];
    }

    boolean hasSpread(int from, int to) {
        for (int i = from; i <= to; i++) {
            if (type(i) == CnnLexer.LEFT_BRACE && isSpread(i)) {
                return true;
            }
        }
        return false;
    }

    /** What stands between a piece and the one before it, on one line. */
    String separator(int i) {
        if (i == 0) {
            return "";
        }
        int before = type(i - 1);
        int type = type(i);
        if (before == CnnLexer.LEFT_BRACE) {
            return type == CnnLexer.RIGHT_BRACE ? "" : " ";
        }
        if (itemEnd[i] != NONE || isComment(i)) {
            return "  ";
        }
        boolean joined = switch (type) {
            case CnnLexer.COMMA, CnnLexer.COLON, CnnLexer.RIGHT_PAREN, CnnLexer.RIGHT_BRACKET -> true;
            case CnnLexer.LEFT_PAREN -> before == CnnLexer.NAME;
            default -> false;
        };
        boolean opened = before == CnnLexer.LEFT_PAREN || before == CnnLexer.LEFT_BRACKET;
        boolean signed = before == CnnLexer.MINUS && !endsValue(i - 2);
        return joined || opened || signed ? "" : " ";
    }

    /** Whether a line may end before a piece that stands within an item. */
    boolean mayBreakBefore(int i) {
        if (type(i - 1) == CnnLexer.COMMA) {
            return true;
        }
        return switch (type(i)) {
            case CnnLexer.PLUS, CnnLexer.MINUS -> endsValue(i - 1);
            case CnnLexer.STAR, CnnLexer.SLASH, CnnLexer.FLOOR_DIVIDE, CnnLexer.PERCENT, CnnLexer.CARET,
                    CnnLexer.AND, CnnLexer.OR, CnnLexer.EQUAL, CnnLexer.NOT_EQUAL, CnnLexer.LESS,
                    CnnLexer.LESS_OR_EQUAL, CnnLexer.GREATER, CnnLexer.GREATER_OR_EQUAL -> true;
            default -> false;
        };
    }

    private boolean endsValue(int i) {
        int at = i;
        while (at >= 0 && isComment(at)) {
            at--;
        }
        return at >= 0 && switch (type(at)) {
            case CnnLexer.NAME, CnnLexer.WHOLE, CnnLexer.REAL, CnnLexer.SIZE, CnnLexer.STRING, CnnLexer.TRUE,
                    CnnLexer.FALSE, CnnLexer.RIGHT_PAREN, CnnLexer.RIGHT_BRACKET -> true;
            default -> false;
        };
    }
}
