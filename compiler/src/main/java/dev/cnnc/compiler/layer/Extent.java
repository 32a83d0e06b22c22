package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;

/** Rows and columns: of a window, or of the step between two. */
public record Extent(long height, long width) {

    /** {@code 3x3}, {@code 3} for a square, or {@code [n, 1]} where a number is computed. */
    static final AttributeType<Extent> WINDOW = new Type("a size such as 3x3 or a whole number for both", false, 1);

    /** The same; a square is written as one number. */
    static final AttributeType<Extent> STEP = new Type("a whole number or a size such as 2x1", true, 1);

    /** The same, and 0: {@code [1, 0]} where one direction has none. */
    static final AttributeType<Extent> REST = new Type("a whole number or a list such as [1, 0]", true, 0);

    static final Extent NONE = square(0);
    static final Extent ONE = square(1);

    static Extent square(long side) {
        return new Extent(side, side);
    }

    long area() {
        return Math.multiplyExact(height, width);
    }

    /** {@code 3x3}. */
    @Override
    public String toString() {
        return height + "x" + width;
    }

    private record Type(String expected, boolean squareAsNumber, long least) implements AttributeType<Extent> {

        @Override
        public Extent read(Value value, Span span) throws Mismatch {
            if (value instanceof Value.Size size && size.extents().size() == 2) {
                return checked(size.extents().get(0), size.extents().get(1));
            }
            if (value instanceof Value.Sequence sequence && sequence.elements().size() == 2) {
                return checked(whole(sequence.elements().get(0)), whole(sequence.elements().get(1)));
            }
            long side = whole(value);
            return checked(side, side);
        }

        private long whole(Value value) throws Mismatch {
            return Numbers.whole(value, "whole")
                    .orElseThrow(() -> Mismatch.of(DiagnosticCode.WRONG_TYPE, expected, ""));
        }

        private Extent checked(long height, long width) throws Mismatch {
            if (height < least || width < least) {
                throw Mismatch.of(DiagnosticCode.OUT_OF_RANGE, "at least " + least, "");
            }
            if (Math.max(height, width) > Integer.MAX_VALUE) {
                throw Mismatch.of(DiagnosticCode.OUT_OF_RANGE, "at most " + Integer.MAX_VALUE, "");
            }
            return new Extent(height, width);
        }

        @Override
        public String write(Extent value) {
            if (squareAsNumber && value.height == value.width) {
                return Long.toString(value.height);
            }
            return least == 0 ? "[" + value.height + ", " + value.width + "]" : value.toString();
        }
    }
}
