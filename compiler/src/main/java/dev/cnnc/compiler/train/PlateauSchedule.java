package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.compiler.layer.WholeType;
import dev.cnnc.runtime.train.schedule.ReduceOnPlateau;
import dev.cnnc.runtime.train.schedule.Schedule;

/** {@code reduce_on_plateau(factor = 0.1, patience = 10)}, with PyTorch's defaults. */
final class PlateauSchedule {

    private static final WholeType EPOCHS = new WholeType(0, Integer.MAX_VALUE);
    private static final Attribute<Double> FACTOR = Attribute.optional(
            "factor", NumberType.BELOW_ONE, 0.1, "what the rate is multiplied by, above 0");
    private static final Attribute<Long> PATIENCE =
            Attribute.optional("patience", EPOCHS, 10L, "epochs without a smaller loss that are borne");
    private static final Attribute<Double> THRESHOLD = Attribute.optional(
            "threshold", NumberType.FRACTION, 1e-4, "by what share a loss must be smaller");
    private static final Attribute<Long> COOLDOWN =
            Attribute.optional("cooldown", EPOCHS, 0L, "epochs after a change that are not counted");

    static final Variant<Schedule> VARIANT = Variant.of(
            "reduce_on_plateau",
            read -> new ReduceOnPlateau(
                    read.get(FACTOR),
                    read.get(PATIENCE).intValue(),
                    read.get(THRESHOLD),
                    read.get(COOLDOWN).intValue(),
                    read.get(CosineSchedule.LAST)),
            FACTOR,
            PATIENCE,
            THRESHOLD,
            COOLDOWN,
            CosineSchedule.LAST);

    private PlateauSchedule() {}
}
