package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.compiler.layer.WholeType;
import dev.cnnc.runtime.train.schedule.Schedule;
import dev.cnnc.runtime.train.schedule.Step;

/** {@code step(epochs = 30, factor = 0.1)}. */
final class StepSchedule {

    static final Attribute<Double> FACTOR =
            Attribute.optional("factor", NumberType.POSITIVE, 0.1, "what the rate is multiplied by");

    private static final Attribute<Long> EPOCHS =
            Attribute.required("epochs", new WholeType(1, Integer.MAX_VALUE), "how many lie between two changes");

    static final Variant<Schedule> VARIANT = Variant.of(
            "step", read -> new Step(read.get(EPOCHS).intValue(), read.get(FACTOR)), EPOCHS, FACTOR);

    private StepSchedule() {}
}
