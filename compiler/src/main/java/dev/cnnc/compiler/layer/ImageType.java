package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import java.util.List;

/**
 * The size of an image with its channels: {@code 28x28x1}, {@code [size, size, 3]}, or one number for a vector. Height
 * and width may be left open, {@code [open, open, 3]}, and are then 0.
 */
record ImageType() implements AttributeType<Shape> {

    static final ImageType TYPE = new ImageType();

    private static final String OPEN = "open";

    @Override
    public Shape read(Value value, Span span) throws Mismatch {
        if (value instanceof Value.Size size) {
            if (size.extents().size() == 2) {
                throw Mismatch.of(
                        DiagnosticCode.WRONG_TYPE, expected(), "add the channels: " + size + "x1 or " + size + "x3");
            }
            return shape(size.extents());
        }
        if (value instanceof Value.Sequence sequence && sequence.elements().size() == 3) {
            if (isOpen(sequence.elements().get(0)) && isOpen(sequence.elements().get(1))) {
                long channels = whole(sequence.elements().get(2));
                return new Shape(0, 0, shape(List.of(1L, 1L, channels)).channels());
            }
            return shape(List.of(
                    whole(sequence.elements().get(0)),
                    whole(sequence.elements().get(1)),
                    whole(sequence.elements().get(2))));
        }
        return shape(List.of(1L, 1L, whole(value)));
    }

    private static boolean isOpen(Value value) {
        return value instanceof Value.Symbol symbol && symbol.name().equals(OPEN);
    }

    private long whole(Value value) throws Mismatch {
        return Numbers.whole(value, "whole").orElseThrow(() -> Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), ""));
    }

    private Shape shape(List<Long> extents) throws Mismatch {
        if (extents.size() != 3) {
            throw Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "");
        }
        if (extents.stream().anyMatch(extent -> extent < 1)) {
            throw Mismatch.of(DiagnosticCode.OUT_OF_RANGE, "at least 1 in every direction", "");
        }
        return new Shape(extents.get(0), extents.get(1), extents.get(2));
    }

    @Override
    public String expected() {
        return "height x width x channels, such as 28x28x1";
    }

    @Override
    public String reference() {
        return expected() + ", or [open, open, 3] for a height and width that are given when the network is compiled";
    }

    @Override
    public List<String> words() {
        return List.of(OPEN);
    }

    @Override
    public String write(Shape value) {
        return value.height() == 0 ? "[open, open, " + value.channels() + "]" : value.toString();
    }
}
