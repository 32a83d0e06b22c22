package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.schedule.Polynomial;
import dev.cnnc.runtime.train.schedule.Schedule;

/** {@code polynomial(power = 0.9)}. */
final class PolynomialSchedule {

    private static final Attribute<Double> POWER =
            Attribute.optional("power", NumberType.POSITIVE, 1.0, "1 for a straight line");

    static final Variant<Schedule> VARIANT = Variant.of(
            "polynomial",
            read -> new Polynomial(read.get(POWER), read.get(CosineSchedule.LAST)),
            POWER,
            CosineSchedule.LAST);

    private PolynomialSchedule() {}
}
