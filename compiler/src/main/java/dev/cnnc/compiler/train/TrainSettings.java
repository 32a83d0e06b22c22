package dev.cnnc.compiler.train;

import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.Attributes;
import dev.cnnc.compiler.layer.CallArguments;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.WholeType;
import dev.cnnc.compiler.layer.WordType;
import dev.cnnc.runtime.AugmentInfo;
import dev.cnnc.runtime.OptimiserInfo;
import dev.cnnc.runtime.ScheduleInfo;
import dev.cnnc.runtime.TrainInfo;
import java.util.List;
import java.util.Optional;

/** The settings of a train section. A new one is an attribute here and a field in {@link TrainInfo}. */
public final class TrainSettings {

    private static final int LARGEST_BATCH = 1 << 16;
    private static final int MOST_EPOCHS = 1_000_000;

    private static final Attribute<String> LOSS = Attribute.following(
            "loss",
            WordType.of("cross_entropy", "mse"),
            "cross_entropy for a vector, mse for a map",
            "what training minimises");
    private static final Attribute<Double> LABEL_SMOOTHING = Attribute.optional(
            "label_smoothing",
            NumberType.BELOW_ONE,
            0.0,
            "the share of each target that is spread over all classes (Szegedy et al., 2015, section 7)");
    private static final Attribute<OptimiserInfo> OPTIMISER = Attribute.optional(
            "optimiser", new OptimiserType(), OptimiserType.DEFAULT, "how a step changes the weights");
    private static final Attribute<ScheduleInfo> SCHEDULE =
            Attribute.optional("schedule", new ScheduleType(), ScheduleType.DEFAULT, "how the learning rate changes");
    private static final Attribute<Long> BATCH =
            Attribute.optional("batch", new WholeType(1, LARGEST_BATCH), 32L, "images in one step");
    private static final Attribute<Long> EPOCHS =
            Attribute.optional("epochs", new WholeType(1, MOST_EPOCHS), 10L, "passes over the training images");
    private static final Attribute<Long> SEED = Attribute.optional(
            "seed",
            new WholeType(Long.MIN_VALUE, Long.MAX_VALUE),
            1L,
            "of the weights, the order of the images, dropout and augmentation");
    private static final Attribute<List<AugmentInfo>> AUGMENT = Attribute.optional(
            "augment", new AugmentType(), List.of(), "random changes made to each training image, in order");

    private TrainSettings() {}

    /** In the order of the reference. */
    public static List<Attribute<?>> attributes() {
        return List.of(LOSS, LABEL_SMOOTHING, OPTIMISER, SCHEDULE, BATCH, EPOCHS, SEED, AUGMENT);
    }

    /** What a train section comes to, with defaults where it is silent; empty after errors were reported. */
    public static Optional<TrainInfo> read(CallArguments section, Diagnostics diagnostics) {
        return Attributes.read("train", attributes(), section, diagnostics).map(TrainSettings::info);
    }

    /** How a network without a train section is trained. */
    public static TrainInfo defaults() {
        return new TrainInfo(
                "", value(LABEL_SMOOTHING), value(OPTIMISER), value(SCHEDULE), value(BATCH).intValue(),
                value(EPOCHS).intValue(), value(SEED), value(AUGMENT));
    }

    private static <T> T value(Attribute<T> attribute) {
        return attribute.defaultValue().orElseThrow();
    }

    private static TrainInfo info(Attributes read) {
        return new TrainInfo(
                read.find(LOSS).orElse(""),
                read.get(LABEL_SMOOTHING),
                read.get(OPTIMISER),
                read.get(SCHEDULE),
                read.get(BATCH).intValue(),
                read.get(EPOCHS).intValue(),
                read.get(SEED),
                read.get(AUGMENT));
    }
}
