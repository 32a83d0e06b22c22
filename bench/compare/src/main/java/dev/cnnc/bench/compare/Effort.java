package dev.cnnc.bench.compare;

/**
 * How long is measured.
 *
 * @param rounds       in which each engine computes once
 * @param roundSeconds of computing in a round, at least one run
 * @param warmSeconds  of computing before the first round, at most; an engine that has become no faster for
 *                     {@link #STEADY} slices of {@link #SLICE_SECONDS} is warm
 */
record Effort(int rounds, double roundSeconds, double warmSeconds) {

    static final Effort FULL = new Effort(5, 0.25, 10);
    static final Effort QUICK = new Effort(3, 0.15, 6);
    /** Slices without progress that end the warming up. */
    static final int STEADY = 4;
    /** Less than this is no progress. */
    static final double PROGRESS = 0.02;

    private static final double SLICE_SECONDS = 0.5;

    int mostSlices() {
        return (int) (warmSeconds / SLICE_SECONDS);
    }

    long sliceNanos() {
        return (long) (SLICE_SECONDS * 1e9);
    }

    /** So many runs fill a round. */
    long runs(double nanosOfRun) {
        return Math.max(1, Math.round(roundSeconds * 1e9 / nanosOfRun));
    }
}
