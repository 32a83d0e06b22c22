package dev.cnnc.runtime;

/**
 * Arena sizes from the memory plan, in floats for one image; a batch of n takes n times as much.
 *
 * @param inferenceFloatsPerImage of a prediction
 * @param trainingFloatsPerImage of a training step
 */
public record Memory(int inferenceFloatsPerImage, int trainingFloatsPerImage) {
}
