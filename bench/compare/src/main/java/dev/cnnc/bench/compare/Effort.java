package dev.cnnc.bench.compare;

/**
 * How long is measured.
 *
 * @param rounds       in which each engine computes once
 * @param roundSeconds of computing in a round, at least one run
 * @param warmSeconds  of computing before the first round, at most; an engine is warm that has become no faster for
 *                     {@link #STEADY} slices of {@link #SLICE_SECONDS}, in which the JIT compiler had little to do
 */
record Effort(int rounds, double roundSeconds, double warmSeconds) {

    static final Effort FULL = new Effort(7, 0.25, 25);
    static final Effort QUICK = new Effort(5, 0.15, 20);
    /** Slices without progress that end the warming up. */
    static final int STEADY = 3;
    /** Less than this is no progress. */
    static final double PROGRESS = 0.02;

    /** The share of a slice for which the JIT compiler may be at work. */
    static final double COMPILING = 0.05;

    private static final double SLICE_SECONDS = 0.5;

    /**
     * Between the turns of two engines. The threads of one wait in loops for some time after its last answer, ONNX
     * Runtime's for some ten milliseconds, and would take a processor from the next.
     */
    static final int PAUSE_MILLIS = 150;

    /** Steps of training in which its memory is measured; the second has all that later ones have. */
    static final int STEPS_FOR_MEMORY = 3;

    /** From a collection of garbage until its memory has been given back. */
    static final int SETTLING_MILLIS = 3000;

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
