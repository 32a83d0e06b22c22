package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.schedule.Exponential;
import dev.cnnc.runtime.train.schedule.Schedule;

/** {@code exponential(factor = 0.95)}. */
final class ExponentialSchedule {

    private static final Attribute<Double> FACTOR = Attribute.optional(
            "factor", NumberType.POSITIVE, 0.95, "what the rate is multiplied by after each epoch");

    static final Variant<Schedule> VARIANT =
            Variant.of("exponential", read -> new Exponential(read.get(FACTOR)), FACTOR);

    private ExponentialSchedule() {}
}
