package dev.cnnc.grammar;

import dev.cnnc.grammar.antlr.CnnLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Splits a text into tokens and finds everything that is wrong with a token by itself.
 *
 * <p>A wrong token is replaced by what was probably meant, so that the parser still finds the errors behind it.
 */
final class TokenReader {

    static final int LONGEST_TEXT = 1 << 20;
    static final int LONGEST_NAME = 64;

    private static final Pattern SIZE_IN_CAPITALS = Pattern.compile("[0-9]+([xX][0-9]+)+");
    private static final Pattern OPEN_SIZE = Pattern.compile("[0-9]+([xX][0-9]*)+");
    private static final Pattern OPEN_EXPONENT = Pattern.compile("[0-9.]+[eE]");
    private static final Pattern GROUPED_DIGITS = Pattern.compile("[0-9]+(_[0-9]+)+");

    private final SourceFile file;
    private final List<SyntaxError> errors;

    TokenReader(SourceFile file, List<SyntaxError> errors) {
        this.file = file;
        this.errors = errors;
    }

    /** All tokens, those of the hidden channel too, with the end of the file as the last. */
    List<CommonToken> read() {
        CnnLexer lexer = new CnnLexer(new CodeUnits(withoutBadCharacters()));
        lexer.removeErrorListeners();
        List<CommonToken> tokens = new ArrayList<>();
        CommonToken token;
        do {
            token = (CommonToken) lexer.nextToken();
            check(token);
            tokens.add(token);
        } while (token.getType() != Token.EOF);
        return tokens;
    }

    /** The text with a space for every character that no text may hold, so that offsets stay. */
    private String withoutBadCharacters() {
        String text = file.text();
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (isBad(c)) {
                if (clean == null) {
                    clean = new StringBuilder(text);
                }
                clean.setCharAt(i, ' ');
                error(i, i + 1, Character.isSurrogate(c)
                        ? "half a character: the text is not valid UTF-16"
                        : String.format("the invisible character U+%04X cannot be used", (int) c),
                        "remove it, and save the file as UTF-8 text");
            }
        }
        return clean == null ? text : clean.toString();
    }

    // Beside control characters these are the ones that make a text look different from what it says.
    private static boolean isBad(char c) {
        boolean control = Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
        boolean reordering = c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
        return control || reordering || Character.isSurrogate(c);
    }

    private void check(CommonToken token) {
        String text = token.getText();
        switch (token.getType()) {
            case CnnLexer.WHOLE -> checkWhole(token, text);
            case CnnLexer.SIZE -> {
                for (String extent : text.split("x")) {
                    checkWhole(token, extent);
                }
            }
            case CnnLexer.REAL -> {
                if (Double.isInfinite(Double.parseDouble(text))) {
                    error(token, "the number " + shorten(text) + " is too large", "");
                }
            }
            case CnnLexer.STRING -> checkString(token, text);
            case CnnLexer.NAME -> {
                if (text.length() > LONGEST_NAME) {
                    error(token, "the name '" + shorten(text) + "' has " + text.length() + " characters",
                            "a name has at most " + LONGEST_NAME);
                }
            }
            case CnnLexer.BAD_NUMBER -> {
                error(token, "'" + shorten(text) + "' is neither a number nor a name", numberHint(text));
                token.setType(CnnLexer.WHOLE);
            }
            case CnnLexer.BAD_STRING -> {
                if (text.startsWith("'")) {
                    error(token, "a text stands in double quotes",
                            "write \"" + text.substring(1, text.length() - 1) + "\"");
                } else {
                    error(token, "this text has no closing quote", "end it with \" on the same line");
                }
                token.setType(CnnLexer.STRING);
            }
            case CnnLexer.BAD_CHARACTERS -> replaceBadCharacters(token, text);
            default -> { }
        }
    }

    private void checkWhole(CommonToken token, String digits) {
        try {
            Long.parseLong(digits);
        } catch (NumberFormatException e) {
            error(token, "the number " + shorten(digits) + " is too large", "whole numbers go to " + Long.MAX_VALUE);
        }
    }

    private void checkString(CommonToken token, String text) {
        int errorsBefore = errors.size();
        for (int i = 1; i < text.length() - 1; i++) {
            if (text.charAt(i) == '\\') {
                int length = Texts.escapeLength(text, i);
                if (length == 0) {
                    error(token.getStartIndex() + i, token.getStartIndex() + i + 2,
                            "'" + text.substring(i, i + 2) + "' is not an escape",
                            "there are \\\" \\\\ \\n \\t and \\u with four hexadecimal digits");
                    length = 2;
                }
                i += length - 1;
            }
        }
        if (errors.size() == errorsBefore && Texts.hasHalfCharacter(Texts.value(text))) {
            error(token, "an escape in this text gives half a character",
                    "characters beyond \\uFFFF are a pair of escapes, or the character itself");
        }
    }

    private static String numberHint(String text) {
        if (SIZE_IN_CAPITALS.matcher(text).matches()) {
            return "a size has a small x: " + text.toLowerCase(java.util.Locale.ROOT);
        } else if (OPEN_SIZE.matcher(text).matches()) {
            return "a size has a number on both sides of the x, as in 3x3";
        } else if (GROUPED_DIGITS.matcher(text).matches()) {
            return "write the digits alone: " + text.replace("_", "");
        } else if (text.startsWith(".")) {
            return "a digit comes before the point, as in 0.5";
        } else if (text.endsWith(".")) {
            return "a digit comes behind the point, as in 5.0";
        } else if (OPEN_EXPONENT.matcher(text).matches()) {
            return "an exponent has digits, as in 1e-3";
        }
        return "a number is written 64, 0.5 or 1e-3, and a name begins with a letter";
    }

    private void replaceBadCharacters(CommonToken token, String text) {
        token.setChannel(Token.HIDDEN_CHANNEL);
        switch (text) {
            case "&&" -> replace(token, CnnLexer.AND, "and");
            case "||" -> replace(token, CnnLexer.OR, "or");
            case "!" -> replace(token, CnnLexer.NOT, "not");
            case "**" -> replace(token, CnnLexer.CARET, "^");
            case "=>" -> replace(token, CnnLexer.ARROW, "->");
            case ";" -> error(token, "there are no semicolons in the language", "remove it; nothing ends a line");
            case "'" -> error(token, "a text stands in double quotes", "");
            case "\u201C", "\u201D", "\u2018", "\u2019" ->
                    error(token, "a text stands in straight double quotes", "write \"");
            case "\u00D7" -> error(token, "the sign \u00D7 cannot be used", "write a size with the letter x: 3x3");
            default -> error(token, "'" + shorten(text) + "' cannot be used here",
                    text.charAt(0) < 128 ? "" : "outside of texts and comments, letters are those from A to Z");
        }
    }

    private void replace(CommonToken token, int type, String word) {
        error(token, "'" + token.getText() + "' is not an operator", "write " + word);
        token.setType(type);
        token.setChannel(Token.DEFAULT_CHANNEL);
    }

    private static String shorten(String text) {
        return text.length() <= 24 ? text : text.substring(0, 20) + "...";
    }

    private void error(CommonToken token, String message, String hint) {
        error(token.getStartIndex(), token.getStopIndex() + 1, message, hint);
    }

    private void error(int start, int end, String message, String hint) {
        errors.add(new SyntaxError(new Span(file, start, end), message, hint));
    }
}
