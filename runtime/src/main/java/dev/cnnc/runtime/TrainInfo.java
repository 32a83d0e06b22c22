package dev.cnnc.runtime;

import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.optimiser.Optimiser;
import dev.cnnc.runtime.train.schedule.Schedule;
import java.util.List;
import java.util.Objects;

/**
 * How the author wants the network trained; a program or a command line may override each setting but the loss, which
 * is compiled into the network.
 *
 * @param loss none where each output has the one that suits its shape
 * @param labelSmoothing from 0 to below 1
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
 */
public record TrainInfo(LossInfo loss, double labelSmoothing, Optimiser optimiser, Schedule schedule, int batch,
        int accumulate, double clipNorm, double clipValue, double average, int epochs, long seed,
        List<Augment> augment) {
    /** Checks the numbers. */
    public TrainInfo {
        Objects.requireNonNull(loss, "the loss");
        Objects.requireNonNull(optimiser, "the optimiser");
        Objects.requireNonNull(schedule, "the schedule");
        augment = List.copyOf(augment);
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

    public TrainInfo withOptimiser(Optimiser optimiser) {
        return new TrainInfo(loss, labelSmoothing, optimiser, schedule, batch, accumulate, clipNorm, clipValue, average,
                epochs, seed, augment);
    }

    /** The same optimiser with another learning rate. */
    public TrainInfo withRate(double rate) {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new CnncException("the learning rate must be above 0, but is " + rate);
        }
        return withOptimiser(optimiser.withRate(rate));
    }

    public TrainInfo withSchedule(Schedule schedule) {
        return new TrainInfo(loss, labelSmoothing, optimiser, schedule, batch, accumulate, clipNorm, clipValue, average,
                epochs, seed, augment);
    }

    public TrainInfo withBatch(int batch) {
        return new TrainInfo(loss, labelSmoothing, optimiser, schedule, batch, accumulate, clipNorm, clipValue, average,
                epochs, seed, augment);
    }

    /** So many batches make one step: a large batch in the memory of a small one. */
    public TrainInfo withAccumulate(int accumulate) {
        return new TrainInfo(loss, labelSmoothing, optimiser, schedule, batch, accumulate, clipNorm, clipValue, average,
                epochs, seed, augment);
    }

    /** Bounds on the gradient's norm and on its values, 0 for none. */
    public TrainInfo withClipping(double clipNorm, double clipValue) {
        return new TrainInfo(loss, labelSmoothing, optimiser, schedule, batch, accumulate, clipNorm, clipValue, average,
                epochs, seed, augment);
    }

    public TrainInfo withAverage(double average) {
        return new TrainInfo(loss, labelSmoothing, optimiser, schedule, batch, accumulate, clipNorm, clipValue, average,
                epochs, seed, augment);
    }

    public TrainInfo withEpochs(int epochs) {
        return new TrainInfo(loss, labelSmoothing, optimiser, schedule, batch, accumulate, clipNorm, clipValue, average,
                epochs, seed, augment);
    }

    public TrainInfo withSeed(long seed) {
        return new TrainInfo(loss, labelSmoothing, optimiser, schedule, batch, accumulate, clipNorm, clipValue, average,
                epochs, seed, augment);
    }

    public TrainInfo withAugment(List<Augment> augment) {
        return new TrainInfo(loss, labelSmoothing, optimiser, schedule, batch, accumulate, clipNorm, clipValue, average,
                epochs, seed, augment);
    }
}
