package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import java.util.List;

/** What lies around an image when a window slides over it; the four numbers count with {@link Mode#EXPLICIT} only. */
public record Padding(Mode mode, long top, long bottom, long left, long right) {

    static final Padding VALID = new Padding(Mode.VALID, 0, 0, 0, 0);
    static final Padding SAME = new Padding(Mode.SAME, 0, 0, 0, 0);
    static final Padding FULL = new Padding(Mode.FULL, 0, 0, 0, 0);

    static final AttributeType<Padding> TYPE = new Type(true);

    /** Rows and columns at the edges, without the words that only a window gives a meaning. */
    static final AttributeType<Padding> EDGES = new Type(false);

    static Padding explicit(long top, long bottom, long left, long right) {
        return (top | bottom | left | right) == 0 ? VALID : new Padding(Mode.EXPLICIT, top, bottom, left, right);
    }

    /** As the user writes it. */
    @Override
    public String toString() {
        if (mode != Mode.EXPLICIT) {
            return mode.word;
        }
        if (top == bottom && left == right) {
            return top == left ? Long.toString(top) : "[" + top + ", " + left + "]";
        }
        return "[[" + top + ", " + bottom + "], [" + left + ", " + right + "]]";
    }

    /** Where the amount comes from. */
    public enum Mode {
        /** None. */
        VALID("valid"),
        /** As much as makes the output {@code ceil(input / stride)}; the odd pixel at the end, as in TensorFlow. */
        SAME("same"),
        /** The window's reach less one on every side, so that every overlap with the image counts. */
        FULL("full"),
        /** Given by the user. */
        EXPLICIT("");

        private final String word;

        Mode(String word) {
            this.word = word;
        }
    }

    private record Type(boolean takesWords) implements AttributeType<Padding> {

        @Override
        public Padding read(Value value, Span span) throws Mismatch {
            if (takesWords && value instanceof Value.Symbol symbol) {
                return word(symbol.name());
            }
            if (value instanceof Value.Sequence sequence) {
                if (sequence.elements().size() != 2) {
                    throw wrong();
                }
                Value rows = sequence.elements().get(0);
                Value columns = sequence.elements().get(1);
                return explicit(amount(rows, 0), amount(rows, 1), amount(columns, 0), amount(columns, 1));
            }
            long all = amount(value);
            return explicit(all, all, all, all);
        }

        private Padding word(String name) throws Mismatch {
            for (Padding padding : List.of(VALID, SAME, FULL)) {
                if (padding.mode.word.equals(name)) {
                    return padding;
                }
            }
            throw wrong();
        }

        private long amount(Value value, int index) throws Mismatch {
            if (value instanceof Value.Sequence pair) {
                if (pair.elements().size() != 2) {
                    throw wrong();
                }
                return amount(pair.elements().get(index));
            }
            return amount(value);
        }

        private long amount(Value value) throws Mismatch {
            long pixels = Numbers.whole(value, "whole").orElseThrow(this::wrong);
            if (pixels < 0) {
                throw Mismatch.of(DiagnosticCode.OUT_OF_RANGE, "at least 0", "");
            }
            return pixels;
        }

        private Mismatch wrong() {
            return Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "");
        }

        @Override
        public String expected() {
            return (takesWords ? "valid, same, full, " : "")
                    + "a whole number, [vertical, horizontal] or [[top, bottom], [left, right]]";
        }

        @Override
        public String write(Padding value) {
            return !takesWords && value.equals(VALID) ? "0" : value.toString();
        }

        @Override
        public List<String> words() {
            return takesWords ? List.of(VALID.mode.word, SAME.mode.word, FULL.mode.word) : List.of();
        }
    }
}
