package dev.cnnc.grammar;

/** The escapes of a text in quotes. */
final class Texts {

    private static final int UNICODE_ESCAPE = 6;

    private Texts() {}

    /** How long the escape at a backslash is; 0 if it is none. */
    static int escapeLength(String quoted, int backslash) {
        switch (quoted.charAt(backslash + 1)) {
            case '"', '\\', 'n', 't' -> {
                return 2;
            }
            case 'u' -> {
                for (int i = backslash + 2; i < backslash + UNICODE_ESCAPE; i++) {
                    if (i >= quoted.length() || Character.digit(asciiOnly(quoted.charAt(i)), 16) < 0) {
                        return 0;
                    }
                }
                return UNICODE_ESCAPE;
            }
            default -> {
                return 0;
            }
        }
    }

    // Character.digit takes the digits of every script.
    private static char asciiOnly(char c) {
        return c < 128 ? c : ' ';
    }

    /** What a text in quotes with valid escapes stands for. */
    static String value(String quoted) {
        StringBuilder value = new StringBuilder(quoted.length());
        int i = 1;
        while (i < quoted.length() - 1) {
            char c = quoted.charAt(i);
            if (c != '\\') {
                value.append(c);
                i++;
                continue;
            }
            int length = escapeLength(quoted, i);
            switch (quoted.charAt(i + 1)) {
                case 'n' -> value.append('\n');
                case 't' -> value.append('\t');
                case 'u' -> value.append((char) Integer.parseInt(quoted, i + 2, i + UNICODE_ESCAPE, 16));
                default -> value.append(quoted.charAt(i + 1));
            }
            i += length;
        }
        return value.toString();
    }

    static boolean hasHalfCharacter(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
