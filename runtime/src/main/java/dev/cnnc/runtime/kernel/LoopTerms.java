package dev.cnnc.runtime.kernel;

/**
 * Some terms of a block's sums: of each, what every lane reads, one lane after another. Copied from the term before
 * where that has read it already, at once where lanes read neighbours, else gathered.
 */
final class LoopTerms {
    static final int MOST = 16;
    /** Numbers next to each other that are read in one turn. */
    private static final int NEIGHBOURS = 4;
    private static final int MOST_GAPS = 64;
    /** Lanes that read neighbours, so many that they are copied sooner than gathered. */
    private static final int STRETCH = 8;

    private final float[][] terms;
    private final int[] places;
    private int[] laneAt;
    private int lane;
    private int lanes;
    /** How many lanes read neighbours, again and again; the last ones may be fewer. */
    private int stretch;
    private int count;
    /** The terms added last: where the first was read, where it is, and how many. */
    private int lastAt;
    private int lastSlot;
    private int lastLength;
    /** A lane reads so many numbers behind another one that is {@link #shift} lanes before it, except for {@link #gaps}. */
    private int distance;
    private int shift;
    /** Where stretches of lanes begin and end for which that is not so. */
    private final int[] gaps = new int[2 * MOST_GAPS];
    private int gapCount;

    /**
     * @param terms  {@link #MOST} arrays
     * @param places where the other factor of each lies
     */
    LoopTerms(float[][] terms, int[] places) {
        this.terms = terms;
        this.places = places;
    }

    /** @param laneAt from {@code lane} on, where lanes read, counted from a term's place */
    void begin(int[] laneAt, int lane, int lanes) {
        this.laneAt = laneAt;
        this.lane = lane;
        this.lanes = lanes;
        count = 0;
        lastLength = 0;
        distance = 0;
        stretch = stretch();
    }

    private int stretch() {
        int length = 1;
        while (length < lanes && laneAt[lane + length] == laneAt[lane + length - 1] + 1) {
            length++;
        }
        if (length < STRETCH) {
            return 1;
        }
        for (int first = length; first < lanes; first += length) {
            for (int i = first + 1; i < Math.min(lanes, first + length); i++) {
                if (laneAt[lane + i] != laneAt[lane + i - 1] + 1) {
                    return 1;
                }
            }
        }
        return length;
    }

    int count() {
        return count;
    }

    boolean full() {
        return count == MOST;
    }

    void clear() {
        count = 0;
    }

    /** Whether {@code length} terms from {@code at} on can be taken from those added last. */
    boolean follow(int at, int length) {
        return length == lastLength && moved(at - lastAt);
    }

    /** To be called behind {@link #take}; {@code slot} is where the first of the terms was put. */
    void added(int at, int slot, int length) {
        lastAt = at;
        lastSlot = slot;
        lastLength = length <= MOST ? length : 0;
    }

    /**
     * Takes terms, as many as there is room for, and returns how many.
     *
     * @param at    where lanes read
     * @param place where the other factor lies
     * @param moved what {@link #follow} said of these terms
     * @param done  how many of them were taken before
     */
    int take(float[] x, int at, int step, int length, int place, int placeStep, boolean moved, int done) {
        int part = Math.min(length, MOST - count);
        if (moved) {
            move(x, at, step, lastSlot + done, part);
        } else {
            gather(x, at, step, part, 0, lanes);
        }
        for (int k = 0; k < part; k++) {
            places[count + k] = place + k * placeStep;
        }
        count += part;
        return part;
    }

    /**
     * Whether most lanes read, a distance on, what others have read already: in a convolution the next row of the window
     * is what the pixels below have as this one.
     */
    private boolean moved(int on) {
        if (on <= 0) {
            return false;
        }
        if (on != distance) {
            distance = on;
            shift = shift();
        }
        return shift > 0;
    }

    private int shift() {
        int by = 1;
        while (by < lanes && laneAt[lane + by] != laneAt[lane] + distance) {
            by++;
        }
        gapCount = 0;
        int gathered = 0;
        for (int i = 0; i < lanes; i++) {
            if (i + by < lanes && laneAt[lane + i + by] == laneAt[lane + i] + distance) {
                continue;
            }
            gathered++;
            if (gapCount > 0 && gaps[2 * gapCount - 1] == i) {
                gaps[2 * gapCount - 1]++;
            } else if (gapCount == MOST_GAPS) {
                return 0;
            } else {
                gaps[2 * gapCount++] = i;
                gaps[2 * gapCount - 1] = i + 1;
            }
        }
        return gathered <= lanes / 2 ? by : 0;
    }

    /** Copies terms from those before them, which lie in a circle, and gathers what these do not have. */
    private void move(float[] x, int at, int step, int slot, int part) {
        int n = lanes - shift;
        for (int k = 0; k < part; k++) {
            System.arraycopy(terms[(slot + k) % MOST], shift, terms[count + k], 0, n);
        }
        for (int gap = 0; gap < gapCount; gap++) {
            gather(x, at, step, part, gaps[2 * gap], gaps[2 * gap + 1]);
        }
    }

    /** For some of the lanes. */
    private void gather(float[] x, int at, int step, int part, int first, int end) {
        int k = 0;
        if (stretch > 1) {
            for (; k < part; k++) {
                copy(x, at + k * step, terms[count + k], first, end);
            }
        }
        for (; k <= part - NEIGHBOURS; k += NEIGHBOURS) {
            gather(laneAt, lane, x, at + k * step, step, terms[count + k], terms[count + k + 1], terms[count + k + 2],
                    terms[count + k + 3], first, end);
        }
        for (; k < part; k++) {
            gather(laneAt, lane, x, at + k * step, terms[count + k], first, end);
        }
    }

    private void copy(float[] x, int from, float[] term, int first, int end) {
        for (int i = first; i < end; ) {
            int n = Math.min(end - i, stretch - i % stretch);
            System.arraycopy(x, from + laneAt[lane + i], term, i, n);
            i += n;
        }
    }

    private static void gather(int[] laneAt, int lane, float[] x, int from, float[] term, int first, int end) {
        for (int i = first; i < end; i++) {
            term[i] = x[from + laneAt[lane + i]];
        }
    }

    /** Of each lane a few terms, which mostly are neighbours: lanes may be so far apart that none stays in the cache. */
    private static void gather(int[] laneAt, int lane, float[] x, int from, int step, float[] t0, float[] t1,
            float[] t2, float[] t3, int first, int end) {
        for (int i = first; i < end; i++) {
            int at = from + laneAt[lane + i];
            t0[i] = x[at];
            t1[i] = x[at + step];
            t2[i] = x[at + 2 * step];
            t3[i] = x[at + 3 * step];
        }
    }
}
