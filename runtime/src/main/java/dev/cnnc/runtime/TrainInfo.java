package dev.cnnc.runtime;

import java.util.List;
import java.util.Objects;

/**
 * How the author wants the network trained; a program or a command line may override each setting.
 *
 * @param loss {@code cross_entropy} or {@code mse}; empty where each output has the one that suits its shape
 * @param labelSmoothing from 0 to below 1
 * @param optimiser and its settings
 * @param schedule of the learning rate
 * @param batch images in a step
 * @param epochs passes over the training images
 * @param seed of weights, order, dropout and augmentation
 * @param augment changes made to each training image, in order
 */
public record TrainInfo(String loss, double labelSmoothing, OptimiserInfo optimiser, ScheduleInfo schedule, int batch,
        int epochs, long seed, List<AugmentInfo> augment) {
    public TrainInfo {
        Objects.requireNonNull(loss, "the loss");
        Objects.requireNonNull(optimiser, "the optimiser");
        Objects.requireNonNull(schedule, "the schedule");
        augment = List.copyOf(augment);
    }
}
