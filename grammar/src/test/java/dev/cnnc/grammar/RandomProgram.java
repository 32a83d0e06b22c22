package dev.cnnc.grammar;

import java.util.Random;

/** Writes random files of the language, with line ends, blanks and comments at random between the tokens. */
final class RandomProgram {

    private static final String[] GAPS = {
        " ", " ", " ", " ", " ", "  ", "\n", "\n\n\n", "\t", "\r\n", " # note  \n", "\n  # alone\n"
    };
    private static final String[] NAMES = {"a", "conv", "relu", "stage_1", "a_rather_long_name_for_a_layer", "X9"};
    private static final String[] OPERATORS = {"+", "-", "*", "/", "//", "%", "^", "and", "or"};

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    RandomProgram(long seed) {
        random = new Random(seed);
    }

    String write() {
        if (chance(4)) {
            put("cnn", "1");
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            declaration();
        }
        return out.toString();
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String pick(String[] words) {
        return words[random.nextInt(words.length)];
    }

    private void put(String... words) {
        for (String word : words) {
            out.append(word).append(pick(GAPS));
        }
    }

    private void declaration() {
        switch (random.nextInt(4)) {
            case 0 -> put("import", pick(NAMES), ",", pick(NAMES), "from", "\"lib.cnn\"");
            case 1 -> {
                put("let", pick(NAMES), "=");
                expression(3);
            }
            default -> {
                put(chance(2) ? "block" : "model", pick(NAMES));
                if (chance(2)) {
                    put("(", pick(NAMES), ",", pick(NAMES), "=");
                    expression(1);
                    put(")");
                }
                body(3);
            }
        }
    }

    private void body(int depth) {
        put("{");
        for (int i = random.nextInt(5); i > 0; i--) {
            statement(depth);
        }
        put("}");
    }

    private void statement(int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 10);
        if (kind > 3 && kind < 8 && chance(2)) {
            put(pick(NAMES), ":");
        }
        switch (kind) {
            case 0 -> {
                put("let", pick(NAMES), "=");
                expression(3);
            }
            case 4 -> {
                put("repeat");
                expression(1);
                if (chance(2)) {
                    put("as", "i");
                }
                body(depth - 1);
            }
            case 5 -> {
                put("residual");
                body(depth - 1);
                if (chance(2)) {
                    put("shortcut", "if");
                    expression(1);
                    body(depth - 1);
                }
            }
            case 6 -> {
                put("side");
                body(depth - 1);
            }
            case 7 -> {
                put("concat", "{");
                for (int i = random.nextInt(3); i >= 0; i--) {
                    put("branch");
                    body(depth - 1);
                }
                put("}");
            }
            case 8 -> {
                put("if");
                expression(1);
                body(depth - 1);
                if (chance(2)) {
                    put("else");
                    body(depth - 1);
                }
            }
            case 9 -> {
                put("train", "{", "loss", "=", "mse", "batch", "=");
                expression(2);
                put("}");
            }
            default -> call();
        }
    }

    private void call() {
        if (chance(4)) {
            put(pick(NAMES), ":");
        }
        if (chance(4)) {
            put(pick(NAMES), ",", pick(NAMES), "->");
        }
        put(pick(NAMES));
        if (chance(2)) {
            arguments(2);
        }
    }

    private void arguments(int depth) {
        put("(");
        for (int i = random.nextInt(4); i > 0; i--) {
            if (chance(2)) {
                put(pick(NAMES), "=");
            }
            expression(depth);
            put(",");
        }
        put(")");
    }

    private void expression(int depth) {
        switch (random.nextInt(depth <= 0 ? 5 : 12)) {
            case 0 -> put("" + random.nextInt(1000));
            case 1 -> put("0.5");
            case 2 -> put("3x3");
            case 3 -> put("\"a \\\"text\\\" \u00e9\"");
            case 4 -> put(pick(NAMES));
            case 5 -> {
                put("[");
                for (int i = random.nextInt(9); i > 0; i--) {
                    expression(depth - 1);
                    put(",");
                }
                put("]");
            }
            case 6 -> {
                put(pick(NAMES));
                arguments(depth - 1);
            }
            case 7 -> {
                put("(");
                expression(depth - 1);
                put(")");
            }
            case 8 -> {
                put(chance(2) ? "-" : "not");
                expression(depth - 1);
            }
            case 9 -> {
                put("if");
                expression(depth - 1);
                put("then");
                expression(depth - 1);
                put("else");
                expression(depth - 1);
            }
            default -> {
                expression(depth - 1);
                put(pick(OPERATORS));
                expression(depth - 1);
            }
        }
    }
}
