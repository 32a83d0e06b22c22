package dev.cnnc.compiler.train;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.layer.AttributeType;
import dev.cnnc.compiler.layer.Mismatch;
import dev.cnnc.compiler.layer.WholeType;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import java.util.ArrayList;
import java.util.List;

/** {@code [60, 80]}: whole numbers of epochs, each above the one before. */
final class RisingEpochsType implements AttributeType<List<Integer>> {

    private static final int MOST = 1000;

    @Override
    public List<Integer> read(Value value, Span span) throws Mismatch {
        if (!(value instanceof Value.Sequence sequence) || sequence.elements().size() > MOST) {
            throw Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "");
        }
        List<Integer> epochs = new ArrayList<>();
        int before = 0;
        for (Value element : sequence.elements()) {
            try {
                before = new WholeType(before + 1L, Integer.MAX_VALUE).read(element, span).intValue();
            } catch (Mismatch mismatch) {
                throw Mismatch.of(DiagnosticCode.OUT_OF_RANGE, expected(), "");
            }
            epochs.add(before);
        }
        return epochs;
    }

    @Override
    public String expected() {
        return "a list of rising epochs such as [60, 80]";
    }

    @Override
    public String write(List<Integer> value) {
        return value.toString();
    }
}
