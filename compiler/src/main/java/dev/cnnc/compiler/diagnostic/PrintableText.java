package dev.cnnc.compiler.diagnostic;

/**
 * Text from files as a terminal may safely get it. Escape sequences, line ends, and marks that reorder or hide text
 * become visible, such as {@code <U+001B>}.
 */
public final class PrintableText {

    private PrintableText() {}

    /** The text in one line, with nothing in it that a terminal would act on. */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(printable, point));
        return printable.toString();
    }

    /** Appends a character, or the stand-in for it; answers how many columns that takes. */
    static int append(StringBuilder target, int point) {
        if (isSafe(point)) {
            target.appendCodePoint(point);
            return columns(point);
        }
        String standIn = String.format("<U+%04X>", point);
        target.append(standIn);
        return standIn.length();
    }

    private static boolean isSafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** Accents take no column; East Asian letters and pictographs take two. */
    private static int columns(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = point >= 0x1100 && point <= 0x115F
                || point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE30 && point <= 0xFE6F
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0x1F300 && point <= 0x1FAFF
                || point >= 0x20000 && point <= 0x3FFFD;
        return wide ? 2 : 1;
    }
}
