package dev.cnnc.runtime;

import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.optimiser.Optimiser;
import dev.cnnc.runtime.train.schedule.Schedule;
import java.util.List;
import java.util.Objects;

/**
 * How to train: what the network's author chose, and what a caller changes of it. The loss cannot be changed, since it
 * is compiled into the network.
 *
 * @param train the settings of the train section
 * @param threads that share the work, at least 1
 */
public record TrainerOptions(TrainInfo train, int threads) {
    /** Checks the number of threads. */
    public TrainerOptions {
        Objects.requireNonNull(train, "the settings");
        if (threads < 1) {
            throw new CnncException("the number of threads must be at least 1, but is " + threads);
        }
    }

    /** What the network's author chose, with a thread for each processor. */
    public static TrainerOptions of(ModelInfo info) {
        return new TrainerOptions(info.train(), Runtime.getRuntime().availableProcessors());
    }

    /** Images whose gradient is computed together. */
    public int batch() {
        return train.batch();
    }

    /** Passes over the training images. */
    public int epochs() {
        return train.epochs();
    }

    /** Of the first weights, the order of the images, dropout and augmentation. */
    public long seed() {
        return train.seed();
    }

    /** The optimiser and its settings. */
    public Optimiser optimiser() {
        return train.optimiser();
    }

    public TrainerOptions withTrain(TrainInfo train) {
        return new TrainerOptions(train, threads);
    }

    public TrainerOptions withThreads(int threads) {
        return new TrainerOptions(train, threads);
    }

    public TrainerOptions withBatch(int batch) {
        return withTrain(train.withBatch(batch));
    }

    public TrainerOptions withEpochs(int epochs) {
        return withTrain(train.withEpochs(epochs));
    }

    public TrainerOptions withSeed(long seed) {
        return withTrain(train.withSeed(seed));
    }

    public TrainerOptions withOptimiser(Optimiser optimiser) {
        return withTrain(train.withOptimiser(optimiser));
    }

    /** The same optimiser with another learning rate. */
    public TrainerOptions withRate(double rate) {
        return withTrain(train.withRate(rate));
    }

    public TrainerOptions withSchedule(Schedule schedule) {
        return withTrain(train.withSchedule(schedule));
    }

    /** Learning rates of groups of weights. */
    public TrainerOptions withRates(List<RateGroup> rates) {
        return withTrain(train.withRates(rates));
    }

    public TrainerOptions withAugment(List<Augment> augment) {
        return withTrain(train.withAugment(augment));
    }
}
