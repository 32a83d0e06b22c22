package dev.cnnc.compiler.fuzz;

/** Rows and columns on the four sides of an image. */
record NaiveBorder(int top, int bottom, int left, int right) {

    /** As it is written in the language. */
    String text() {
        return top == bottom && left == right
                ? "[" + top + ", " + left + "]"
                : "[[" + top + ", " + bottom + "], [" + left + ", " + right + "]]";
    }
}
