package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.schedule.OneCycle;
import dev.cnnc.runtime.train.schedule.Schedule;

/** {@code one_cycle(rise = 0.3, start = 25, end = 1e4)}, with PyTorch's defaults. */
final class OneCycleSchedule {

    private static final Attribute<Double> RISE = Attribute.optional(
            "rise", NumberType.BELOW_ONE, 0.3, "the share of the steps in which the rate goes up, above 0");
    private static final Attribute<Double> START = Attribute.optional(
            "start", NumberType.POSITIVE, 25.0, "how many times smaller the first rate is than the highest");
    private static final Attribute<Double> END = Attribute.optional(
            "end", NumberType.POSITIVE, 1e4, "how many times smaller the last rate is than the first");

    static final Variant<Schedule> VARIANT = Variant.of(
            "one_cycle", read -> new OneCycle(read.get(RISE), read.get(START), read.get(END)), RISE, START, END);

    private OneCycleSchedule() {}
}
