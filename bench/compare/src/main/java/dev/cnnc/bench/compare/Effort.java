package dev.cnnc.bench.compare;

/**
 * How long is measured.
 *
 * @param rounds       in which each engine computes once
 * @param roundSeconds of computing in a round, at least one run
 * @param warmSeconds  of computing before the first round
 */
record Effort(int rounds, double roundSeconds, double warmSeconds) {

    static final Effort FULL = new Effort(5, 0.25, 2);
    static final Effort QUICK = new Effort(3, 0.15, 1.5);

    long warmNanos() {
        return (long) (warmSeconds * 1e9);
    }

    /** So many runs fill a round. */
    long runs(double nanosOfRun) {
        return Math.max(1, Math.round(roundSeconds * 1e9 / nanosOfRun));
    }
}
