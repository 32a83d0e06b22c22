package dev.cnnc.compiler.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs a list of actions again and again and times each. First it warms up, until the JIT compiler has nothing more to
 * do. Of the times after that a low one counts: a machine is disturbed now and then and never the other way.
 */
final class Rounds {

    private static final int FEWEST = 10;
    private static final int SLICES = 4;
    private static final int MOST_SLICES = 60;

    /** A slice that is faster than all before by less than this has nothing more to gain. */
    private static final double GAIN = 0.97;

    /** The JIT compiler is at work if it takes more than this share of a slice. */
    private static final double BUSY = 0.02;

    private final List<Runnable> actions;

    Rounds(List<Runnable> actions) {
        this.actions = List.copyOf(actions);
    }

    /**
     * Seconds of each action. Spends about so many seconds on measuring, ten rounds at least; on warming up as many or,
     * where that was not enough, up to fifteen times as many.
     *
     * @param share of the times that are below the one that counts; long actions, which are hardly ever left alone,
     *              take a small one
     */
    double[] measure(double seconds, double share) {
        warmUp(seconds / SLICES);
        List<long[]> rounds = repeat(seconds);
        double[] each = new double[actions.size()];
        for (int i = 0; i < each.length; i++) {
            int action = i;
            long[] times = rounds.stream().mapToLong(round -> round[action + 1] - round[action]).sorted().toArray();
            each[i] = 1e-9 * times[(int) (share * times.length)];
        }
        return each;
    }

    private void warmUp(double slice) {
        Background background = new Background();
        double best = Double.MAX_VALUE;
        boolean gains = true;
        boolean compiles = true;
        for (int i = 0; i < SLICES || (gains || compiles) && i < MOST_SLICES; i++) {
            double fastest = repeat(slice).stream().mapToLong(this::length).min().orElseThrow();
            gains = fastest < GAIN * best;
            compiles = background.sinceLastCall() > BUSY * slice * 1e9;
            best = Math.min(best, fastest);
        }
    }

    private long length(long[] round) {
        return round[actions.size()] - round[0];
    }

    /** The clock before each action and after the last, of each round. */
    private List<long[]> repeat(double seconds) {
        List<long[]> rounds = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            long[] clock = new long[actions.size() + 1];
            clock[0] = System.nanoTime();
            for (int i = 0; i < actions.size(); i++) {
                actions.get(i).run();
                clock[i + 1] = System.nanoTime();
            }
            rounds.add(clock);
        } while (rounds.size() < FEWEST || System.nanoTime() < end);
        return rounds;
    }
}
