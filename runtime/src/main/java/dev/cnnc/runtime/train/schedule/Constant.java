package dev.cnnc.runtime.train.schedule;

/** Always the optimiser's rate. */
public record Constant() implements Schedule {
    @Override
    public double factor(Progress progress) {
        return 1;
    }
}
