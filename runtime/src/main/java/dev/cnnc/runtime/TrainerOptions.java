package dev.cnnc.runtime;

import java.util.List;
import java.util.Objects;

/**
 * How to train: what the network's author chose, and what a caller changes of it. The loss is not among it, since it is
 * compiled into the network.
 *
 * @param batch images in a step, at least 1
 * @param epochs passes over the training images, at least 1
 * @param seed of the first weights, the order of the images, dropout and augmentation
 * @param threads that share the work, at least 1
 * @param optimiser and its settings
 * @param schedule of the learning rate
 * @param augment random changes of training images
 */
public record TrainerOptions(int batch, int epochs, long seed, int threads, OptimiserInfo optimiser,
        ScheduleInfo schedule, List<AugmentInfo> augment) {
    /** Checks the numbers. */
    public TrainerOptions {
        requirePositive("the batch", batch);
        requirePositive("the number of epochs", epochs);
        requirePositive("the number of threads", threads);
        Objects.requireNonNull(optimiser, "the optimiser");
        Objects.requireNonNull(schedule, "the schedule");
        augment = List.copyOf(augment);
        if (!(optimiser.rate() > 0 && optimiser.rate() < Double.POSITIVE_INFINITY)) {
            throw new CnncException("the learning rate must be above 0, but is " + optimiser.rate());
        }
    }

    /** What the network's author chose, with a thread for each processor. */
    public static TrainerOptions of(ModelInfo info) {
        TrainInfo train = info.train();
        return new TrainerOptions(train.batch(), train.epochs(), train.seed(),
                Runtime.getRuntime().availableProcessors(), train.optimiser(), train.schedule(), train.augment());
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new CnncException(what + " must be at least 1, but is " + value);
        }
    }

    public TrainerOptions withBatch(int batch) {
        return new TrainerOptions(batch, epochs, seed, threads, optimiser, schedule, augment);
    }

    public TrainerOptions withEpochs(int epochs) {
        return new TrainerOptions(batch, epochs, seed, threads, optimiser, schedule, augment);
    }

    public TrainerOptions withSeed(long seed) {
        return new TrainerOptions(batch, epochs, seed, threads, optimiser, schedule, augment);
    }

    public TrainerOptions withThreads(int threads) {
        return new TrainerOptions(batch, epochs, seed, threads, optimiser, schedule, augment);
    }

    public TrainerOptions withOptimiser(OptimiserInfo optimiser) {
        return new TrainerOptions(batch, epochs, seed, threads, optimiser, schedule, augment);
    }

    /** The same optimiser with another learning rate. */
    public TrainerOptions withRate(double rate) {
        return withOptimiser(new OptimiserInfo(optimiser.kind(), rate, optimiser.momentum(), optimiser.nesterov(),
                optimiser.weightDecay(), optimiser.beta1(), optimiser.beta2(), optimiser.epsilon()));
    }

    public TrainerOptions withSchedule(ScheduleInfo schedule) {
        return new TrainerOptions(batch, epochs, seed, threads, optimiser, schedule, augment);
    }

    public TrainerOptions withAugment(List<AugmentInfo> augment) {
        return new TrainerOptions(batch, epochs, seed, threads, optimiser, schedule, augment);
    }
}
