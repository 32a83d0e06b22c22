package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.schedule.MultiStep;
import dev.cnnc.runtime.train.schedule.Schedule;
import java.util.List;

/** {@code multi_step(epochs = [60, 80], factor = 0.1)}. */
final class MultiStepSchedule {

    private static final Attribute<List<Integer>> EPOCHS =
            Attribute.required("epochs", new RisingEpochsType(), "after which the rate changes");

    static final Variant<Schedule> VARIANT = Variant.of(
            "multi_step",
            read -> new MultiStep(read.get(EPOCHS), read.get(StepSchedule.FACTOR)),
            EPOCHS,
            StepSchedule.FACTOR);

    private MultiStepSchedule() {}
}
