package dev.cnnc.grammar;

import dev.cnnc.grammar.antlr.CnnParser;
import java.util.IdentityHashMap;
import java.util.Map;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.ParseTreeListener;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Stops a parse that goes too deep, before the parser or anybody who walks its tree runs out of stack.
 *
 * <p>Two depths count: how deep the parser stands, and how high the tree under a finished part is; a long
 * {@code 1 + 1 + 1 …} is flat for the parser and high as a tree.
 */
final class NestingGuard implements ParseTreeListener {

    static final int DEEPEST = 200;

    /** Thrown through the parser. */
    static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Token where;

        TooDeep(Token where) {
            super(null, null, false, false);
            this.where = where;
        }

        Token where() {
            return where;
        }
    }

    private final Map<ParseTree, Integer> heights = new IdentityHashMap<>();
    private int depth;

    @Override
    public void enterEveryRule(ParserRuleContext context) {
        depth += weight(context);
        if (depth > DEEPEST) {
            throw new TooDeep(context.getStart());
        }
    }

    @Override
    public void exitEveryRule(ParserRuleContext context) {
        depth -= weight(context);
        int height = 0;
        for (int i = 0; i < context.getChildCount(); i++) {
            Integer below = heights.remove(context.getChild(i));
            if (below != null) {
                height = Math.max(height, below);
            }
        }
        height += weight(context);
        if (height > DEEPEST) {
            throw new TooDeep(context.getStart());
        }
        heights.put(context, height);
    }

    /** Everything that can hold itself passes through one of these. */
    private static int weight(ParserRuleContext context) {
        return switch (context.getRuleIndex()) {
            case CnnParser.RULE_expression, CnnParser.RULE_body, CnnParser.RULE_conditional -> 1;
            default -> 0;
        };
    }

    @Override
    public void visitTerminal(TerminalNode node) {
        // Leaves have no height.
    }

    @Override
    public void visitErrorNode(ErrorNode node) {
        // Leaves have no height.
    }
}
