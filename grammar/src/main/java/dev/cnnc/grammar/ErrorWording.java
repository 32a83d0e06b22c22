package dev.cnnc.grammar;

import dev.cnnc.grammar.antlr.CnnLexer;
import dev.cnnc.grammar.antlr.CnnParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Says in the words of the language what a parser stumbled over: what was found, what was expected, what to do. */
final class ErrorWording {

    private static final Set<Integer> SETTING_OUT_RULES = Set.of(
            CnnParser.RULE_file, CnnParser.RULE_body, CnnParser.RULE_statement, CnnParser.RULE_branches,
            CnnParser.RULE_arguments, CnnParser.RULE_parameters, CnnParser.RULE_setting, CnnParser.RULE_expression);

    private final Parser parser;
    private final Token found;
    private final Token previous;
    private final Token next;
    private final IntervalSet expected;
    private final int rule;

    /**
     * @param found    the token that fits nowhere; it may lie ahead of where the parser stands
     * @param expected what could stand in its place, or null if that is not known
     */
    ErrorWording(Parser parser, Token found, IntervalSet expected) {
        this.parser = parser;
        this.found = found;
        int index = found.getTokenIndex();
        this.previous = neighbour(index, -1);
        this.next = neighbour(index, 1);
        this.expected = expected;
        this.rule = surroundingRule();
    }

    private Token neighbour(int index, int step) {
        int i = index + step;
        while (i >= 0 && i < parser.getTokenStream().size()) {
            Token token = parser.getTokenStream().get(i);
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                return token;
            }
            i += step;
        }
        return null;
    }

    private int surroundingRule() {
        for (RuleContext context = parser.getContext(); context != null; context = context.parent) {
            if (SETTING_OUT_RULES.contains(context.getRuleIndex())) {
                return context.getRuleIndex();
            }
        }
        return CnnParser.RULE_file;
    }

    String message() {
        Token word = reservedWord();
        if (word != null) {
            return "the word '" + word.getText() + "' is reserved and cannot be a name";
        }
        String wanted = expected == null ? "" : expectedWords();
        if (!wanted.isEmpty()) {
            return "found " + name(found) + " where " + wanted + " is expected";
        }
        return previous == null
                ? "a file cannot begin with " + name(found)
                : name(found) + " cannot follow " + name(previous);
    }

    String hint() {
        int type = found.getType();
        int before = previous == null ? Token.EOF : previous.getType();
        Token word = reservedWord();
        if (word != null) {
            return "choose another, such as '" + word.getText() + "_1'";
        }
        if (rule == CnnParser.RULE_branches) {
            return "the braces of a layer hold branches: 'concat { branch { ... } branch { ... } }'";
        }
        boolean inList = rule == CnnParser.RULE_arguments || rule == CnnParser.RULE_parameters;
        if (type == CnnLexer.ASSIGN && (expects(CnnLexer.LEFT_BRACE) || rule == CnnParser.RULE_expression)
                && !expects(CnnLexer.REPEAT)) {
            return "two values are compared with '=='";
        }
        if (type == CnnLexer.ASSIGN && before == CnnLexer.NAME && !inList) {
            return "a label ends with a colon, '" + previous.getText() + ": ...', and a constant begins with 'let'";
        }
        if (type == CnnLexer.COLON && before == CnnLexer.NAME && (inList || expects(CnnLexer.ASSIGN)
                || rule == CnnParser.RULE_expression)) {
            return "a value is given with '=': '" + previous.getText() + " = ...'";
        }
        if (type == CnnLexer.NAME && before == CnnLexer.WHOLE && found.getText().matches("[xX][0-9]*")) {
            return "a size is written without spaces: 3x3";
        }
        if (rule == CnnParser.RULE_expression && type == CnnLexer.COMMA && expects(CnnLexer.RIGHT_PAREN)) {
            return "a size is written 3x3, and a list [3, 3]";
        }
        if (rule == CnnParser.RULE_file && (type == CnnLexer.NAME || type == CnnLexer.REPEAT
                || type == CnnLexer.RESIDUAL || type == CnnLexer.TRAIN || type == CnnLexer.LABELS)) {
            return "layers stand in a model: 'model name { ... }'";
        }
        if (type == CnnLexer.MODEL || type == CnnLexer.BLOCK || type == CnnLexer.IMPORT) {
            return "it stands at the top of the file, outside of all braces";
        }
        if (expects(CnnLexer.COMMA) && inList) {
            return "attributes are separated by commas, and ')' ends them";
        }
        if (expects(CnnLexer.COMMA) && expects(CnnLexer.RIGHT_BRACKET)) {
            return "the values of a list are separated by commas";
        }
        if (expects(CnnLexer.LEFT_BRACE) && !expects(CnnLexer.NAME)) {
            return "what belongs to it stands between { and }";
        }
        if (expects(CnnLexer.THEN) || expects(CnnLexer.ELSE) && !expects(CnnLexer.REPEAT)) {
            return "a choice is written 'if a then b else c'";
        }
        return "";
    }

    private boolean expects(int type) {
        return expected != null && expected.contains(type);
    }

    /** The reserved word that was used as a name, or null. */
    private Token reservedWord() {
        boolean inArguments = rule == CnnParser.RULE_arguments || rule == CnnParser.RULE_expression;
        if (isReserved(previous)
                && (found.getType() == CnnLexer.COLON || found.getType() == CnnLexer.ASSIGN && inArguments)) {
            return previous;
        }
        boolean isLabel = next != null && next.getType() == CnnLexer.COLON;
        boolean isName = expects(CnnLexer.NAME) && !expects(CnnLexer.REPEAT);
        boolean isAttribute = expects(CnnLexer.WHOLE) && next != null && next.getType() == CnnLexer.ASSIGN;
        return isReserved(found) && (isLabel || isName && !expects(CnnLexer.WHOLE) || isAttribute) ? found : null;
    }

    private static boolean isReserved(Token token) {
        return token != null && token.getType() >= CnnLexer.CNN && token.getType() <= CnnLexer.FALSE;
    }

    private String expectedWords() {
        if (rule == CnnParser.RULE_branches) {
            return "'branch'";
        }
        if (expects(CnnLexer.RIGHT_BRACE) && expects(CnnLexer.REPEAT)) {
            return "a layer or '}'";
        }
        if (expects(CnnLexer.MODEL) && expects(CnnLexer.BLOCK)) {
            return "'model', 'block', 'let' or 'import'";
        }
        if (expects(CnnLexer.WHOLE) && expects(CnnLexer.STRING)) {
            return expects(CnnLexer.RIGHT_PAREN) ? "an attribute or ')'"
                    : expects(CnnLexer.RIGHT_BRACKET) ? "a value or ']'" : "a value";
        }
        if (expects(CnnLexer.REPEAT)) {
            return "a layer";
        }
        List<String> words = new ArrayList<>();
        for (int type : expected.toArray()) {
            String word = expectedWord(type);
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        if (words.size() < 2) {
            return words.isEmpty() ? "" : words.get(0);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.get(words.size() - 1);
    }

    // Operators could nearly always go on, and would only hide what is meant.
    private String expectedWord(int type) {
        if (type >= CnnLexer.EQUAL && type <= CnnLexer.CARET && type != CnnLexer.ASSIGN
                || type == CnnLexer.AND || type == CnnLexer.OR) {
            return "";
        }
        return switch (type) {
            case Token.EOF -> "the end of the file";
            case CnnLexer.NAME -> "a name";
            case CnnLexer.WHOLE -> "a whole number";
            case CnnLexer.STRING -> "a text in double quotes";
            default -> {
                String literal = parser.getVocabulary().getLiteralName(type);
                yield literal == null ? "" : "'" + literal.substring(1, literal.length() - 1) + "'";
            }
        };
    }

    private static String name(Token token) {
        String text = token.getText();
        String shortened = text.length() <= 24 ? text : text.substring(0, 20) + "...";
        return switch (token.getType()) {
            case Token.EOF -> "the end of the file";
            case CnnLexer.STRING -> "the text " + shortened;
            case CnnLexer.WHOLE, CnnLexer.REAL -> "the number " + shortened;
            case CnnLexer.SIZE -> "the size " + shortened;
            default -> "'" + shortened + "'";
        };
    }
}
