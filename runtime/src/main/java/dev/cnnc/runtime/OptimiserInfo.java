package dev.cnnc.runtime;

import java.util.Objects;

/**
 * An optimiser with all its settings; each kind reads its own.
 *
 * @param kind {@code sgd} or {@code adam}
 * @param rate learning rate
 * @param momentum of sgd
 * @param nesterov whether sgd looks ahead
 * @param weightDecay of parameters whose {@link ParameterInfo#decay()} is set
 * @param beta1 of adam, decay of the mean
 * @param beta2 of adam, decay of the squares
 * @param epsilon of adam
 */
public record OptimiserInfo(String kind, double rate, double momentum, boolean nesterov, double weightDecay,
        double beta1, double beta2, double epsilon) {
    public OptimiserInfo {
        Objects.requireNonNull(kind, "an optimiser's kind");
    }
}
