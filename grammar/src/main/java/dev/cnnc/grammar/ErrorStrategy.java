package dev.cnnc.grammar;

import dev.cnnc.grammar.antlr.CnnLexer;
import dev.cnnc.grammar.antlr.CnnParser;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Goes on behind an error at the next line that can begin a statement, with our words for the error.
 *
 * <p>ANTLR's own way skips to a token that may follow the broken rule; in a language without separators nearly every
 * token may, and one mistake would be told as many. All brackets are closed when the parser sees them, so that whole
 * bodies can be skipped.
 */
final class ErrorStrategy extends DefaultErrorStrategy {

    private static final Set<Integer> DECLARATION_STARTS =
            Set.of(CnnLexer.IMPORT, CnnLexer.LET, CnnLexer.BLOCK, CnnLexer.MODEL);
    private static final Set<Integer> STATEMENT_STARTS = Set.of(CnnLexer.NAME, CnnLexer.REPEAT, CnnLexer.RESIDUAL,
            CnnLexer.SIDE, CnnLexer.IF, CnnLexer.LET, CnnLexer.LABELS, CnnLexer.TRAIN);
    private static final Set<Integer> BRANCH_STARTS = Set.of(CnnLexer.NAME, CnnLexer.BRANCH);
    private static final Set<Integer> SETTING_STARTS = Set.of(CnnLexer.NAME);

    /** A text with so many errors is something else than a model, and each takes time. */
    private static final int ENOUGH = 1000;

    private final SourceFile file;
    private final List<SyntaxError> errors;

    ErrorStrategy(SourceFile file, List<SyntaxError> errors) {
        this.file = file;
        this.errors = errors;
    }

    @Override
    public void recover(Parser parser, RecognitionException e) {
        Set<Integer> starts = switch (parser.getContext().getRuleIndex()) {
            case CnnParser.RULE_file, CnnParser.RULE_declaration -> DECLARATION_STARTS;
            case CnnParser.RULE_statement -> STATEMENT_STARTS;
            case CnnParser.RULE_branch -> BRANCH_STARTS;
            case CnnParser.RULE_setting -> SETTING_STARTS;
            default -> throw e;
        };
        skip(parser, starts);
        endErrorCondition(parser);
    }

    @Override
    public void sync(Parser parser) {
        int state = parser.getInterpreter().atn.states.get(parser.getState()).getStateType();
        boolean inLoop = state == ATNState.STAR_LOOP_ENTRY || state == ATNState.STAR_LOOP_BACK;
        Set<Integer> starts = switch (parser.getContext().getRuleIndex()) {
            case CnnParser.RULE_file -> DECLARATION_STARTS;
            case CnnParser.RULE_body -> STATEMENT_STARTS;
            default -> Set.of();
        };
        if (!inLoop || starts.isEmpty()) {
            super.sync(parser);
        } else if (!parser.getExpectedTokens().contains(parser.getCurrentToken().getType())) {
            reportHere(parser);
            skip(parser, starts);
            endErrorCondition(parser);
        }
    }

    // Brackets are in balance here: to drop one or to imagine one would end the wrong body.
    @Override
    protected Token singleTokenDeletion(Parser parser) {
        return switch (parser.getCurrentToken().getType()) {
            case CnnLexer.LEFT_BRACE, CnnLexer.RIGHT_BRACE, CnnLexer.LEFT_PAREN, CnnLexer.RIGHT_PAREN,
                    CnnLexer.LEFT_BRACKET, CnnLexer.RIGHT_BRACKET -> null;
            default -> super.singleTokenDeletion(parser);
        };
    }

    @Override
    protected boolean singleTokenInsertion(Parser parser) {
        return false;
    }

    /** To the next line that begins with one of these, or to the end of the body. */
    private void skip(Parser parser, Set<Integer> starts) {
        TokenStream tokens = parser.getInputStream();
        boolean isBody = parser.getContext().getRuleIndex() == CnnParser.RULE_body;
        int start = isBody ? tokens.index() : parser.getContext().getStart().getTokenIndex();
        int round = 0;
        int braces = 0;
        for (int i = start; i < tokens.index(); i++) {
            round += roundDepth(tokens.get(i));
            braces += braceDepth(tokens.get(i));
        }
        boolean moved = isBody || start < tokens.index();
        while (tokens.LA(1) != Token.EOF) {
            Token token = tokens.LT(1);
            if (braces == 0 && round <= 0) {
                boolean endsBody = token.getType() == CnnLexer.RIGHT_BRACE && starts != DECLARATION_STARTS;
                if (endsBody || moved && starts.contains(token.getType()) && beginsLine(token)) {
                    return;
                }
            }
            braces = Math.max(0, braces + braceDepth(token));
            round += roundDepth(token);
            parser.consume();
            moved = true;
        }
    }

    private static int braceDepth(Token token) {
        return switch (token.getType()) {
            case CnnLexer.LEFT_BRACE -> 1;
            case CnnLexer.RIGHT_BRACE -> -1;
            default -> 0;
        };
    }

    private static int roundDepth(Token token) {
        return switch (token.getType()) {
            case CnnLexer.LEFT_PAREN, CnnLexer.LEFT_BRACKET -> 1;
            case CnnLexer.RIGHT_PAREN, CnnLexer.RIGHT_BRACKET -> -1;
            default -> 0;
        };
    }

    private boolean beginsLine(Token token) {
        int lineStart = file.text().lastIndexOf('\n', token.getStartIndex() - 1) + 1;
        return file.text().substring(lineStart, token.getStartIndex()).isBlank();
    }

    @Override
    public void reportError(Parser parser, RecognitionException e) {
        if (inErrorRecoveryMode(parser)) {
            return;
        }
        beginErrorCondition(parser);
        // With a look ahead the expected tokens would be those of where it began, not of where it failed.
        boolean lookedAhead = e instanceof NoViableAltException noWay && noWay.getStartToken() != e.getOffendingToken();
        report(parser, e.getOffendingToken(), lookedAhead ? null : parser.getExpectedTokens());
    }

    @Override
    protected void reportUnwantedToken(Parser parser) {
        reportHere(parser);
    }

    @Override
    protected void reportMissingToken(Parser parser) {
        reportHere(parser);
    }

    private void reportHere(Parser parser) {
        if (!inErrorRecoveryMode(parser)) {
            beginErrorCondition(parser);
            report(parser, parser.getCurrentToken(), parser.getExpectedTokens());
        }
    }

    private void report(Parser parser, Token token, IntervalSet expected) {
        ErrorWording wording = new ErrorWording(parser, token, expected);
        int start = Math.min(token.getStartIndex(), file.text().length());
        int end = Math.max(start, Math.min(token.getStopIndex() + 1, file.text().length()));
        errors.add(new SyntaxError(new Span(file, start, end), wording.message(), wording.hint()));
        if (errors.size() >= ENOUGH) {
            throw new ParseCancellationException();
        }
    }
}
