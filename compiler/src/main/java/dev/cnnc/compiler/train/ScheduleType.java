package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.AttributeType;
import dev.cnnc.compiler.layer.Mismatch;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.compiler.layer.Variants;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.runtime.train.schedule.Constant;
import dev.cnnc.runtime.train.schedule.Schedule;
import java.util.List;

/** {@code step(epochs = 30, factor = 0.1)}: one of the schedules, each of which is a file. */
final class ScheduleType implements AttributeType<Schedule> {

    static final Schedule DEFAULT = new Constant();

    private static final Variants<Schedule> VARIANTS = new Variants<>(
            Variant.of("constant", read -> DEFAULT),
            StepSchedule.VARIANT,
            MultiStepSchedule.VARIANT,
            ExponentialSchedule.VARIANT,
            PolynomialSchedule.VARIANT,
            CosineSchedule.VARIANT,
            OneCycleSchedule.VARIANT,
            PlateauSchedule.VARIANT);

    @Override
    public Schedule read(Value value, Span span) throws Mismatch {
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
    public String write(Schedule value) {
        return value.kind();
    }
}
