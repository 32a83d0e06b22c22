package dev.cnnc.runtime.io;

import dev.cnnc.runtime.CnncException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One reading of one text; see {@link Json#parse}. */
final class JsonParser {
    private static final String END = "the end of the text";

    private final String text;
    private final String source;
    private int at;
    private int values;

    JsonParser(String text, String source) {
        this.text = text;
        this.source = source;
    }

    Object parse() {
        Object value = value(0);
        skipSpace();
        if (at < text.length()) {
            throw expected(END);
        }
        return value;
    }

    private Object value(int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw wrong("values nest deeper than " + Json.MAX_DEPTH);
        }
        if (++values > Json.MAX_VALUES) {
            throw wrong("more than " + Json.MAX_VALUES + " values");
        }
        skipSpace();
        switch (peek()) {
            case '{':
                return object(depth);
            case '[':
                return array(depth);
            case '"':
                return string();
            case 't':
                return literal("true", Boolean.TRUE);
            case 'f':
                return literal("false", Boolean.FALSE);
            case 'n':
                return literal("null", null);
            default:
                return number();
        }
    }

    private Map<String, Object> object(int depth) {
        at++;
        Map<String, Object> members = new LinkedHashMap<>();
        if (skipTo('}')) {
            return members;
        }
        do {
            skipSpace();
            if (peek() != '"') {
                throw expected("a key in quotes");
            }
            String key = string();
            if (!skipTo(':')) {
                throw expected("':'");
            }
            if (members.containsKey(key)) {
                throw wrong("the key " + Json.write(shortened(key)) + " appears twice");
            }
            members.put(key, value(depth + 1));
        } while (skipTo(','));
        if (!skipTo('}')) {
            throw expected("',' or '}'");
        }
        return members;
    }

    private List<Object> array(int depth) {
        at++;
        if (skipTo(']')) {
            return List.of();
        }
        List<Object> items = new ArrayList<>();
        do {
            items.add(value(depth + 1));
        } while (skipTo(','));
        if (!skipTo(']')) {
            throw expected("',' or ']'");
        }
        return items;
    }

    private String string() {
        at++;
        int start = at;
        int c = peek();
        while (c >= ' ' && c != '"' && c != '\\') {
            at++;
            c = peek();
        }
        if (peek() == '"') {
            return text.substring(start, at++);
        }
        StringBuilder out = new StringBuilder().append(text, start, at);
        while (true) {
            c = peek();
            if (c < ' ') {
                throw expected("the end of a string");
            }
            at++;
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? escape() : (char) c);
        }
    }

    private char escape() {
        int c = peek();
        at++;
        switch (c) {
            case '"':
            case '\\':
            case '/':
                return (char) c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = hexDigit(peek());
                    if (digit < 0) {
                        throw expected("four hexadecimal digits");
                    }
                    code = code << 4 | digit;
                    at++;
                }
                return (char) code;
            default:
                at--;
                throw expected("an escape");
        }
    }

    private static int hexDigit(int c) {
        return c >= 0 && c < 128 ? Character.digit(c, 16) : -1;
    }

    private Object number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits("a value");
        }
        boolean whole = true;
        if (peek() == '.') {
            at++;
            digits("a digit");
            whole = false;
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits("a digit");
            whole = false;
        }
        String digits = text.substring(start, at);
        // "-0" is a number that no long can tell from 0; 19 characters and a sign hold every long.
        if (whole && digits.length() <= 20 && !digits.equals("-0")) {
            try {
                return Long.valueOf(digits);
            } catch (NumberFormatException beyondLong) {
                return Double.valueOf(digits);
            }
        }
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            throw wrong("the number " + shortened(digits) + " is too large");
        }
        return value;
    }

    private void digits(String wanted) {
        if (peek() < '0' || peek() > '9') {
            throw expected(wanted);
        }
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
    }

    private Object literal(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw expected("a value");
        }
        at += word.length();
        return value;
    }

    private boolean skipTo(char wanted) {
        skipSpace();
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void skipSpace() {
        int c = peek();
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            at++;
            c = peek();
        }
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : -1;
    }

    private CnncException expected(String wanted) {
        String found = at >= text.length() ? END : Json.write(text.substring(at, at + 1));
        return wrong("expected " + wanted + ", found " + found);
    }

    private CnncException wrong(String what) {
        return new CnncException(source + ": not valid JSON at character " + at + ": " + what);
    }

    private static String shortened(String string) {
        return string.length() <= 80 ? string : string.substring(0, 80) + "...";
    }
}
