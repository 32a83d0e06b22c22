package dev.cnnc.bench.compare;

import dev.cnnc.bench.network.SampleNetwork;

/**
 * What is measured.
 *
 * @param batch images of a run
 */
record Workload(SampleNetwork network, Kind kind, int batch, int threads) {

    /** How an engine is used. */
    enum Kind {
        /** One image at a time. */
        LATENCY("infer"),
        /** Many images at a time. */
        THROUGHPUT("infer"),
        /** Steps of training. */
        TRAINING("train");

        private final String mode;

        Kind(String mode) {
            this.mode = mode;
        }

        /** What the worker calls it. */
        String mode() {
            return mode;
        }
    }

    @Override
    public String toString() {
        return network.title() + ", " + kind.name().toLowerCase() + ", batch " + batch + ", "
                + (threads == 1 ? "1 thread" : threads + " threads");
    }
}
