package dev.cnnc.compiler.codegen;

/**
 * Makes any text safe to stand in a comment of Java source.
 *
 * <p>A comment is not a safe place by itself: javac reads {@code \}{@code u000a} as the end of the line before it knows
 * what a comment is, and {@code *}{@code /} ends one early. Whatever could do so is written as an HTML entity, which is
 * how Javadoc shows it again.
 */
public final class SourceQuote {

    private static final int LONGEST = 100;

    private SourceQuote() {}

    /** The text on one line, in printable ASCII without backslashes, cut where it is long. */
    public static String comment(String text) {
        StringBuilder quoted = new StringBuilder();
        String line = text.strip();
        int shown = 0;
        int at = 0;
        while (at < line.length() && shown < LONGEST) {
            int point = line.codePointAt(at);
            at += Character.charCount(point);
            shown++;
            quoted.append(quote(point, at < line.length() ? line.charAt(at) : ' '));
        }
        return at < line.length() ? quoted.append(" ...").toString() : quoted.toString();
    }

    private static String quote(int point, char next) {
        if (point == '\n' || point == '\r' || point == '\t') {
            return " ";
        }
        boolean endsComment = point == '*' && next == '/';
        boolean isMarkup = point == '\\' || point == '&' || point == '<' || point == '@';
        if (endsComment || isMarkup || point < ' ' || point > '~') {
            return "&#" + point + ";";
        }
        return Character.toString(point);
    }
}
