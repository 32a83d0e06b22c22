package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.schedule.Cosine;
import dev.cnnc.runtime.train.schedule.Schedule;

/** {@code cosine(warmup = 5)}. */
final class CosineSchedule {

    static final Attribute<Double> LAST =
            Attribute.optional("last", NumberType.FRACTION, 0.0, "the share of the rate that is left at the end");

    private static final NumberType EPOCHS = new NumberType(0, 1_000_000, false);
    private static final Attribute<Double> WARMUP =
            Attribute.optional("warmup", EPOCHS, 0.0, "epochs in which the rate rises from nothing");
    private static final Attribute<Double> PERIOD =
            Attribute.optional("period", EPOCHS, 0.0, "epochs before the first restart; 0 for none");
    private static final Attribute<Double> GROWTH = Attribute.optional(
            "growth", new NumberType(1, 1000, false), 1.0, "how many times longer each period is than the last");

    static final Variant<Schedule> VARIANT = Variant.of(
            "cosine",
            read -> new Cosine(read.get(WARMUP), read.get(PERIOD), read.get(GROWTH), read.get(LAST)),
            WARMUP,
            PERIOD,
            GROWTH,
            LAST);

    private CosineSchedule() {}
}
