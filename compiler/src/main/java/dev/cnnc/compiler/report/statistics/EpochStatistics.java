package dev.cnnc.compiler.report.statistics;

import java.util.List;

/**
 * The numbers of a network after an epoch, over the same few training images each time.
 *
 * @param epoch from 1; 0 is before training
 * @param images how many they are
 * @param activations what each layer gave
 * @param gradients the gradient of the mean loss by what each layer gave
 * @param weights the trainable parameters
 * @param weightGradients the gradient of the mean loss by each of these
 */
public record EpochStatistics(int epoch, int images, List<TensorStatistics> activations,
        List<TensorStatistics> gradients, List<TensorStatistics> weights, List<TensorStatistics> weightGradients) {

    public EpochStatistics {
        activations = List.copyOf(activations);
        gradients = List.copyOf(gradients);
        weights = List.copyOf(weights);
        weightGradients = List.copyOf(weightGradients);
    }
}
