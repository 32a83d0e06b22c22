package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.AttributeType;
import dev.cnnc.compiler.layer.Mismatch;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.WholeType;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.runtime.ScheduleInfo;
import java.util.List;

/** {@code constant}, {@code cosine} (Loshchilov and Hutter, 2017) or {@code step(epochs = 30, factor = 0.1)}. */
final class ScheduleType implements AttributeType<ScheduleInfo> {

    static final ScheduleInfo DEFAULT = new ScheduleInfo("constant", 0, 1);

    private static final Attribute<Long> EPOCHS =
            Attribute.required("epochs", new WholeType(1, Integer.MAX_VALUE), "how many lie between two steps");
    private static final Attribute<Double> FACTOR =
            Attribute.optional("factor", NumberType.POSITIVE, 0.1, "what the rate is multiplied by at a step");

    private static final Variants<ScheduleInfo> VARIANTS = new Variants<ScheduleInfo>()
            .with("constant", read -> DEFAULT)
            .with("cosine", read -> new ScheduleInfo("cosine", 0, 1))
            .with(
                    "step",
                    read -> new ScheduleInfo("step", read.get(EPOCHS).intValue(), read.get(FACTOR)),
                    EPOCHS,
                    FACTOR);

    @Override
    public ScheduleInfo read(Value value, Span span) throws Mismatch {
        return VARIANTS.read(value, span);
    }

    @Override
    public String expected() {
        return VARIANTS.expected();
    }

    @Override
    public List<String> words() {
        return VARIANTS.words();
    }

    @Override
    public String write(ScheduleInfo value) {
        return value.kind().equals("step")
                ? Variants.write("step", "epochs", value.epochs(), "factor", value.factor())
                : value.kind();
    }
}
