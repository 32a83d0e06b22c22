package dev.cnnc.runtime.train;

/** How the learning rate changes: the factor by which each step's rate differs from the optimiser's own. */
public sealed interface Schedule {
    /**
     * The factor of one step.
     *
     * @param epoch the epoch, from 0
     * @param step the step within the whole training, from 0
     * @param steps all steps of the training
     */
    double factor(int epoch, long step, long steps);

    /** Always the optimiser's rate. */
    record Constant() implements Schedule {
        @Override
        public double factor(int epoch, long step, long steps) {
            return 1;
        }
    }

    /**
     * Half a cosine from 1 at the first step down towards 0, a new value at each step:
     * {@code (1 + cos(pi*step/steps))/2}. Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017, without restarts.
     */
    record Cosine() implements Schedule {
        @Override
        public double factor(int epoch, long step, long steps) {
            return 0.5 * (1 + Math.cos(Math.PI * step / steps));
        }
    }

    /** Multiplied by {@code factor} after every {@code epochs} epochs. */
    record Step(int epochs, double factor) implements Schedule {
        /** Checks that there is at least one epoch between changes and that the factor is above 0. */
        public Step {
            if (epochs < 1) {
                throw new IllegalArgumentException("a step schedule needs at least 1 epoch, but has " + epochs);
            }
            if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a step schedule's factor must be above 0, but is " + factor);
            }
        }

        @Override
        public double factor(int epoch, long step, long steps) {
            return Math.pow(factor, epoch / epochs);
        }
    }
}
