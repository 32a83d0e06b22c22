package dev.cnnc.compiler.train;

import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.Attributes;
import dev.cnnc.compiler.layer.CallArguments;
import dev.cnnc.compiler.layer.LossType;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.WholeType;
import dev.cnnc.runtime.ClassWeights;
import dev.cnnc.runtime.LossInfo;
import dev.cnnc.runtime.RateGroup;
import dev.cnnc.runtime.TrainInfo;
import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.optimiser.Optimiser;
import dev.cnnc.runtime.train.schedule.Schedule;
import java.util.List;
import java.util.Optional;

/** The settings of a train section. A new one is an attribute here and a field in {@link TrainInfo}. */
public final class TrainSettings {

    private static final int LARGEST_BATCH = 1 << 16;
    private static final int MOST_EPOCHS = 1_000_000;

    private static final Attribute<LossInfo> LOSS = Attribute.following(
            "loss",
            LossType.LOSS,
            "cross_entropy for a vector, binary_cross_entropy for a single unit, mse for a map",
            "what training minimises");
    private static final Attribute<Double> LABEL_SMOOTHING = Attribute.optional(
            "label_smoothing",
            NumberType.BELOW_ONE,
            0.0,
            "the share of each target that is spread over all classes (Szegedy et al., 2015, section 7)");
    private static final Attribute<ClassWeights> CLASS_WEIGHTS = Attribute.optional(
            "class_weights",
            new ClassWeightsType(),
            ClassWeights.NONE,
            "what an image counts, by its class; balanced for as much as its class is rare");
    private static final Attribute<Optimiser> OPTIMISER = Attribute.optional(
            "optimiser", new OptimiserType(), OptimiserType.DEFAULT, "how a step changes the weights");
    private static final Attribute<Schedule> SCHEDULE =
            Attribute.optional("schedule", new ScheduleType(), ScheduleType.DEFAULT, "how the learning rate changes");
    private static final Attribute<Long> BATCH =
            Attribute.optional("batch", new WholeType(1, LARGEST_BATCH), 32L, "images computed together");
    private static final Attribute<Long> ACCUMULATE =
            Attribute.optional("accumulate", new WholeType(1, LARGEST_BATCH), 1L, "batches that make one step");
    private static final Attribute<Double> CLIP_NORM = Attribute.optional(
            "clip_norm", NumberType.NOT_NEGATIVE, 0.0, "the largest norm of the gradient, 0 for any");
    private static final Attribute<Double> CLIP_VALUE = Attribute.optional(
            "clip_value", NumberType.NOT_NEGATIVE, 0.0, "the largest absolute value in the gradient, 0 for any");
    private static final Attribute<Double> AVERAGE = Attribute.optional(
            "average",
            NumberType.BELOW_ONE,
            0.0,
            "the weight of the old moving average of the weights, which is kept in their place; 0 for none");
    private static final Attribute<Long> EPOCHS =
            Attribute.optional("epochs", new WholeType(1, MOST_EPOCHS), 10L, "passes over the training images");
    private static final Attribute<Long> SEED = Attribute.optional(
            "seed",
            new WholeType(Long.MIN_VALUE, Long.MAX_VALUE),
            1L,
            "of the weights, the order of the images, dropout and augmentation");
    private static final Attribute<List<Augment>> AUGMENT = Attribute.optional(
            "augment", new AugmentType(), List.of(), "random changes made to each training image, in order");

    private static final Attribute<List<String>> FREEZE = Attribute.optional(
            "freeze", new PatternsType(), List.of(), "weights or layers that do not learn");
    private static final Attribute<List<RateGroup>> RATES = Attribute.optional(
            "rates", new RateGroupsType(), List.of(), "learning rates of groups of weights or layers");

    private static final TrainInfo DEFAULTS = new TrainInfo(
            LossInfo.NONE, value(LABEL_SMOOTHING), value(CLASS_WEIGHTS), value(OPTIMISER), value(SCHEDULE),
            value(BATCH).intValue(),
            value(ACCUMULATE).intValue(), value(CLIP_NORM), value(CLIP_VALUE), value(AVERAGE),
            value(EPOCHS).intValue(), value(SEED), value(AUGMENT), value(FREEZE), value(RATES));

    private TrainSettings() {}

    /** In the order of the reference. */
    public static List<Attribute<?>> attributes() {
        return List.of(
                LOSS, LABEL_SMOOTHING, CLASS_WEIGHTS, OPTIMISER, SCHEDULE, BATCH, ACCUMULATE, CLIP_NORM, CLIP_VALUE,
                AVERAGE, EPOCHS, SEED, AUGMENT, FREEZE, RATES);
    }

    /** Those that can still change when the network is compiled: all but the loss and what is frozen. */
    public static List<Attribute<?>> changeable() {
        return attributes().stream()
                .filter(attribute -> attribute != LOSS && attribute != LABEL_SMOOTHING && attribute != FREEZE)
                .toList();
    }

    /** How a network without a train section is trained. */
    public static TrainInfo defaults() {
        return DEFAULTS;
    }

    /**
     * What a section comes to, with other settings where it is silent; empty after errors were reported.
     *
     * @param allowed the settings that the section may have
     */
    public static Optional<TrainInfo> read(
            CallArguments section, List<Attribute<?>> allowed, TrainInfo others, Diagnostics diagnostics) {
        return Attributes.read("train", allowed, section, diagnostics).map(read -> info(read, others));
    }

    private static <T> T value(Attribute<T> attribute) {
        return attribute.defaultValue().orElseThrow();
    }

    private static TrainInfo info(Attributes read, TrainInfo others) {
        return new TrainInfo(
                read.find(LOSS).orElse(others.loss()),
                read.find(LABEL_SMOOTHING).orElse(others.labelSmoothing()),
                read.find(CLASS_WEIGHTS).orElse(others.classWeights()),
                read.find(OPTIMISER).orElse(others.optimiser()),
                read.find(SCHEDULE).orElse(others.schedule()),
                read.find(BATCH).map(Long::intValue).orElse(others.batch()),
                read.find(ACCUMULATE).map(Long::intValue).orElse(others.accumulate()),
                read.find(CLIP_NORM).orElse(others.clipNorm()),
                read.find(CLIP_VALUE).orElse(others.clipValue()),
                read.find(AVERAGE).orElse(others.average()),
                read.find(EPOCHS).map(Long::intValue).orElse(others.epochs()),
                read.find(SEED).orElse(others.seed()),
                read.find(AUGMENT).orElse(others.augment()),
                read.find(FREEZE).orElse(others.freeze()),
                read.find(RATES).orElse(others.rates()));
    }
}
