package dev.cnnc.runtime;

import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.optimiser.Optimiser;
import dev.cnnc.runtime.train.schedule.Schedule;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How the author wants the network trained; a program or a command line may override each setting but the loss, which
 * is compiled into the network.
 *
 * @param loss none where each output has the one that suits its shape
 * @param labelSmoothing from 0 to below 1
 * @param classWeights what an image counts in the losses, by its class
 * @param optimiser and its settings
 * @param schedule of the learning rate
 * @param batch images whose gradient is computed together, at least 1
 * @param accumulate batches whose gradients make one step, at least 1
 * @param clipNorm the largest norm of the gradient; 0 for no bound
 * @param clipValue the largest absolute value in the gradient; 0 for no bound
 * @param average the weight of the old moving average of the weights, below 1; 0 for no average
 * @param epochs passes over the training images, at least 1
 * @param seed of weights, order, dropout and augmentation
 * @param augment changes made to each training image, in order
 * @param freeze patterns of weights that do not learn, see {@link #isFrozen}; compiled into the network, as the loss is
 * @param rates learning rates of groups of weights; of several groups that have a weight, the last one counts
 */
public record TrainInfo(LossInfo loss, double labelSmoothing, ClassWeights classWeights, Optimiser optimiser,
        Schedule schedule, int batch, int accumulate, double clipNorm, double clipValue, double average, int epochs,
        long seed, List<Augment> augment, List<String> freeze, List<RateGroup> rates) {
    private static final char TAKE_BACK = '!';

    /** All classes count alike, and all weights learn at one rate. */
    public TrainInfo(LossInfo loss, double labelSmoothing, Optimiser optimiser, Schedule schedule, int batch,
            int accumulate, double clipNorm, double clipValue, double average, int epochs, long seed,
            List<Augment> augment) {
        this(loss, labelSmoothing, ClassWeights.NONE, optimiser, schedule, batch, accumulate, clipNorm, clipValue,
                average, epochs, seed, augment, List.of(), List.of());
    }

    /** Checks the numbers. */
    public TrainInfo {
        Objects.requireNonNull(loss, "the loss");
        Objects.requireNonNull(classWeights, "the class weights");
        Objects.requireNonNull(optimiser, "the optimiser");
        Objects.requireNonNull(schedule, "the schedule");
        augment = List.copyOf(augment);
        freeze = List.copyOf(freeze);
        rates = List.copyOf(rates);
        for (String pattern : freeze) {
            withoutMark(pattern);
        }
        requirePositive("the batch", batch);
        requirePositive("the number of batches in a step", accumulate);
        requirePositive("the number of epochs", epochs);
        requireNotNegative("the largest norm of a gradient", clipNorm);
        requireNotNegative("the largest value of a gradient", clipValue);
        if (!(average >= 0 && average < 1)) {
            throw new CnncException("the average must be from 0 to below 1, but is " + average);
        }
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new CnncException(what + " must be at least 1, but is " + value);
        }
    }

    private static void requireNotNegative(String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new CnncException(what + " must be 0 or above, but is " + value);
        }
    }

    /**
     * Whether a weight stays as it is. The last pattern that covers it decides; one that begins with an exclamation
     * mark takes back what those before it froze: {@code "*", "!head"} is all but the head.
     *
     * @param name of the weight, which a pattern may also cover by its layer or scope, see {@link NamePattern#covers}
     */
    public boolean isFrozen(String name) {
        boolean frozen = false;
        for (String pattern : freeze) {
            if (withoutMark(pattern).covers(name)) {
                frozen = pattern.charAt(0) != TAKE_BACK;
            }
        }
        return frozen;
    }

    /** What the learning rate of a weight is multiplied by. */
    public double rateFactor(String name) {
        double factor = 1;
        for (RateGroup group : rates) {
            if (new NamePattern(group.weights()).covers(name)) {
                factor = group.factor();
            }
        }
        return factor;
    }

    /** The patterns of {@link #freeze} and {@link #rates} that cover none of these weights. */
    public List<String> patternsWithoutWeights(List<String> names) {
        return Stream.concat(freeze.stream(), rates.stream().map(RateGroup::weights))
                .filter(pattern -> names.stream().noneMatch(withoutMark(pattern)::covers))
                .toList();
    }

    private static NamePattern withoutMark(String pattern) {
        return new NamePattern(pattern.isEmpty() || pattern.charAt(0) != TAKE_BACK ? pattern : pattern.substring(1));
    }

    public TrainInfo withClassWeights(ClassWeights classWeights) {
        return new TrainInfo(loss, labelSmoothing, classWeights, optimiser, schedule, batch, accumulate, clipNorm,
                clipValue, average, epochs, seed, augment, freeze, rates);
    }

    public TrainInfo withOptimiser(Optimiser optimiser) {
        return new TrainInfo(loss, labelSmoothing, classWeights, optimiser, schedule, batch, accumulate, clipNorm,
                clipValue, average, epochs, seed, augment, freeze, rates);
    }

    /** The same optimiser with another learning rate. */
    public TrainInfo withRate(double rate) {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new CnncException("the learning rate must be above 0, but is " + rate);
        }
        return withOptimiser(optimiser.withRate(rate));
    }

    public TrainInfo withSchedule(Schedule schedule) {
        return new TrainInfo(loss, labelSmoothing, classWeights, optimiser, schedule, batch, accumulate, clipNorm,
                clipValue, average, epochs, seed, augment, freeze, rates);
    }

    public TrainInfo withBatch(int batch) {
        return new TrainInfo(loss, labelSmoothing, classWeights, optimiser, schedule, batch, accumulate, clipNorm,
                clipValue, average, epochs, seed, augment, freeze, rates);
    }

    /** So many batches make one step: a large batch in the memory of a small one. */
    public TrainInfo withAccumulate(int accumulate) {
        return new TrainInfo(loss, labelSmoothing, classWeights, optimiser, schedule, batch, accumulate, clipNorm,
                clipValue, average, epochs, seed, augment, freeze, rates);
    }

    /** Bounds on the gradient's norm and on its values, 0 for none. */
    public TrainInfo withClipping(double clipNorm, double clipValue) {
        return new TrainInfo(loss, labelSmoothing, classWeights, optimiser, schedule, batch, accumulate, clipNorm,
                clipValue, average, epochs, seed, augment, freeze, rates);
    }

    public TrainInfo withAverage(double average) {
        return new TrainInfo(loss, labelSmoothing, classWeights, optimiser, schedule, batch, accumulate, clipNorm,
                clipValue, average, epochs, seed, augment, freeze, rates);
    }

    public TrainInfo withEpochs(int epochs) {
        return new TrainInfo(loss, labelSmoothing, classWeights, optimiser, schedule, batch, accumulate, clipNorm,
                clipValue, average, epochs, seed, augment, freeze, rates);
    }

    public TrainInfo withSeed(long seed) {
        return new TrainInfo(loss, labelSmoothing, classWeights, optimiser, schedule, batch, accumulate, clipNorm,
                clipValue, average, epochs, seed, augment, freeze, rates);
    }

    public TrainInfo withAugment(List<Augment> augment) {
        return new TrainInfo(loss, labelSmoothing, classWeights, optimiser, schedule, batch, accumulate, clipNorm,
                clipValue, average, epochs, seed, augment, freeze, rates);
    }

    /** Patterns of the weights that do not learn; belongs to a network before it is compiled. */
    public TrainInfo withFreeze(List<String> freeze) {
        return new TrainInfo(loss, labelSmoothing, classWeights, optimiser, schedule, batch, accumulate, clipNorm,
                clipValue, average, epochs, seed, augment, freeze, rates);
    }

    public TrainInfo withRates(List<RateGroup> rates) {
        return new TrainInfo(loss, labelSmoothing, classWeights, optimiser, schedule, batch, accumulate, clipNorm,
                clipValue, average, epochs, seed, augment, freeze, rates);
    }
}
