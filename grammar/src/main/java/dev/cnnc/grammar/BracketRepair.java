package dev.cnnc.grammar;

import dev.cnnc.grammar.antlr.CnnLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Finds brackets without a partner and mends the token stream, so that one missing brace is one error.
 *
 * <p>A parser notices a missing brace only at the end of the file. The layout knows better: a {@code }} that stands
 * further left than the line of the {@code {} that it would close belongs to another one.
 */
final class BracketRepair {

    private static final int MOST_ROUNDS = 16;

    private final SourceFile file;
    private final List<SyntaxError> errors;
    private final List<Span> doubtful = new ArrayList<>();
    private List<CommonToken> tokens;

    BracketRepair(SourceFile file, List<CommonToken> tokens, List<SyntaxError> errors) {
        this.file = file;
        this.tokens = tokens;
        this.errors = errors;
    }

    /** The tokens with every bracket closed. */
    List<CommonToken> repair() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Pass pass = new Pass(true);
            if (pass.run()) {
                tokens = pass.repaired;
                return tokens;
            }
        }
        Pass last = new Pass(false);
        last.run();
        tokens = last.repaired;
        return tokens;
    }

    /** Where a bracket was missing: what the parser says about these stretches is not worth reading. */
    List<Span> doubtful() {
        return doubtful;
    }

    private static final class Open {
        final CommonToken token;
        final int index;
        int likelyEnd = -1;

        Open(CommonToken token, int index) {
            this.token = token;
            this.index = index;
        }

        boolean isBrace() {
            return token.getType() == CnnLexer.LEFT_BRACE;
        }
    }

    private final class Pass {
        private final boolean trustsLayout;
        private final List<CommonToken> repaired = new ArrayList<>(tokens.size());
        private final Deque<Open> open = new ArrayDeque<>();
        private final List<SyntaxError> found = new ArrayList<>();
        private final List<Span> doubts = new ArrayList<>();
        private Open suspect;
        private CommonToken suspectEnd;
        private boolean endsOpen;

        Pass(boolean trustsLayout) {
            this.trustsLayout = trustsLayout;
        }

        /** False if a brace had to be put in by the layout: the stream has changed, and another pass looks at it. */
        boolean run() {
            CommonToken previous = null;
            for (CommonToken token : tokens) {
                if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                    take(token, previous);
                    previous = token;
                }
                repaired.add(token);
            }
            if (trustsLayout && suspect != null && endsOpen) {
                errors.add(missing(suspect));
                doubtful.add(doubt(suspect, suspectEnd));
                List<CommonToken> changed = new ArrayList<>(tokens);
                changed.add(changed.indexOf(suspectEnd), closer(CnnLexer.RIGHT_BRACE, suspectEnd));
                tokens = changed;
                return false;
            }
            errors.addAll(found);
            doubtful.addAll(doubts);
            return true;
        }

        private void take(CommonToken token, CommonToken previous) {
            switch (token.getType()) {
                case CnnLexer.LEFT_PAREN, CnnLexer.LEFT_BRACKET -> open.push(new Open(token, repaired.size()));
                case CnnLexer.LEFT_BRACE -> {
                    closeRound(token);
                    open.push(new Open(token, repaired.size()));
                }
                case CnnLexer.RIGHT_BRACE -> {
                    closeRound(token);
                    if (open.isEmpty()) {
                        stray(token);
                    } else {
                        Open brace = open.pop();
                        if (suspect == null && isFirstOnLine(token) && token.getCharPositionInLine() < indent(brace)) {
                            suspect = brace;
                            suspectEnd = token;
                        }
                    }
                }
                case CnnLexer.RIGHT_PAREN -> closeSquareOrRound(token, CnnLexer.LEFT_PAREN);
                case CnnLexer.RIGHT_BRACKET -> closeSquareOrRound(token, CnnLexer.LEFT_BRACKET);
                case CnnLexer.MODEL, CnnLexer.BLOCK -> {
                    if (token.getCharPositionInLine() == 0) {
                        closeAll(token);
                    }
                }
                case Token.EOF -> closeAll(token);
                default -> { }
            }
            if (!open.isEmpty() && !open.peek().isBrace() && open.peek().likelyEnd < 0
                    && open.size() <= NestingGuard.DEEPEST && endsValue(previous) && beginsStatement(token)) {
                open.peek().likelyEnd = repaired.size();
            }
        }

        // In round and square brackets two values never stand side by side: there one of them must have ended.
        private boolean endsValue(CommonToken token) {
            return token != null && switch (token.getType()) {
                case CnnLexer.NAME, CnnLexer.WHOLE, CnnLexer.REAL, CnnLexer.SIZE, CnnLexer.STRING,
                        CnnLexer.RIGHT_PAREN, CnnLexer.RIGHT_BRACKET -> true;
                default -> false;
            };
        }

        private boolean beginsStatement(CommonToken token) {
            return switch (token.getType()) {
                case CnnLexer.NAME, CnnLexer.REPEAT, CnnLexer.RESIDUAL, CnnLexer.SIDE, CnnLexer.LET,
                        CnnLexer.LABELS, CnnLexer.TRAIN -> true;
                default -> false;
            };
        }

        private void closeSquareOrRound(CommonToken token, int opener) {
            boolean hasPartner = false;
            for (Open candidate : open) {
                if (candidate.isBrace()) {
                    break;
                }
                if (candidate.token.getType() == opener) {
                    hasPartner = true;
                    break;
                }
            }
            if (!hasPartner) {
                stray(token);
                return;
            }
            while (open.peek().token.getType() != opener) {
                closeMissing(open.pop(), token);
            }
            open.pop();
        }

        private void closeRound(CommonToken before) {
            while (!open.isEmpty() && !open.peek().isBrace()) {
                closeMissing(open.pop(), before);
            }
        }

        /** A declaration or the end: everything must be closed. Of several open braces only the innermost is told. */
        private void closeAll(CommonToken before) {
            closeRound(before);
            boolean told = false;
            while (!open.isEmpty()) {
                Open brace = open.pop();
                endsOpen = true;
                if (!told) {
                    report(brace, before);
                    told = true;
                }
                repaired.add(closer(CnnLexer.RIGHT_BRACE, before));
            }
        }

        private void closeMissing(Open bracket, CommonToken before) {
            report(bracket, before);
            int type = bracket.token.getType() == CnnLexer.LEFT_PAREN ? CnnLexer.RIGHT_PAREN : CnnLexer.RIGHT_BRACKET;
            if (bracket.likelyEnd > bracket.index) {
                repaired.add(bracket.likelyEnd, closer(type, repaired.get(bracket.likelyEnd)));
            } else {
                repaired.add(closer(type, before));
            }
        }

        private void report(Open bracket, CommonToken until) {
            found.add(missing(bracket));
            doubts.add(doubt(bracket, until));
        }

        // Told at once, since the hidden token is not met again in a later pass.
        private void stray(CommonToken token) {
            errors.add(new SyntaxError(span(token), "this '" + token.getText() + "' closes nothing",
                    "remove it, or add the bracket that it belongs to"));
            token.setChannel(Token.HIDDEN_CHANNEL);
        }
    }

    private SyntaxError missing(Open bracket) {
        String sign = bracket.token.getText();
        String hint = switch (sign) {
            case "{" -> "add a '}' behind the last line that belongs to it";
            case "(" -> "add the ')'";
            default -> "add the ']'";
        };
        return new SyntaxError(span(bracket.token), "this '" + sign + "' is never closed", hint);
    }

    private Span doubt(Open bracket, CommonToken until) {
        int start = bracket.token.getStartIndex();
        return new Span(file, start, Math.max(start, until.getStartIndex()));
    }

    private CommonToken closer(int type, CommonToken before) {
        CommonToken token = new CommonToken(before);
        token.setType(type);
        token.setText("");
        token.setStartIndex(before.getStartIndex());
        token.setStopIndex(before.getStartIndex() - 1);
        return token;
    }

    private boolean isFirstOnLine(CommonToken token) {
        return indentOfLine(token.getStartIndex()) == token.getCharPositionInLine();
    }

    private int indent(Open open) {
        return indentOfLine(open.token.getStartIndex());
    }

    private int indentOfLine(int offset) {
        String line = file.lineText(file.line(offset));
        int indent = 0;
        while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
            indent++;
        }
        return indent;
    }

    private Span span(CommonToken token) {
        return new Span(file, token.getStartIndex(), token.getStopIndex() + 1);
    }
}
