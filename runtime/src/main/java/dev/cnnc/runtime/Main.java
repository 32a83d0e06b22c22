package dev.cnnc.runtime;

/** The command line of a compiled jar: {@code java -jar lenet.jar predict [options] IMAGE...}. */
public final class Main {
    private Main() {
    }

    public static void main(String[] arguments) {
        throw new UnsupportedOperationException();
    }
}
