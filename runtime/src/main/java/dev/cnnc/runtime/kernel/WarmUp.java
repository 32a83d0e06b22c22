package dev.cnnc.runtime.kernel;

/**
 * Computes something, in a thread of its own, while a process reads its weights, so that the products are compiled when
 * the first image comes. It ends when closed, or by itself after some tenths of a second.
 */
public final class WarmUp implements AutoCloseable {
    private static final int ROWS = 64;
    private static final int COLUMNS = 20;
    private static final int TERMS = 20;
    private static final int FEW_TERMS = 3;
    private static final int RUNS = 3;
    private static final int MOST = 20_000;

    /** A smaller network is there before anything is compiled. */
    private static final long LEAST_MACS = 1_000_000_000;

    static final String THREAD = "cnnc-warm-up";

    private volatile boolean ended;

    private WarmUp() {
    }

    /**
     * Starts, unless it would not pay.
     *
     * @param macs multiply-accumulates of all that the process computes
     */
    public static WarmUp of(Kernels kernels, long macs) {
        WarmUp warmUp = new WarmUp();
        InPlaceProducts products = kernels.products().inPlace();
        if (products != null && macs >= LEAST_MACS) {
            Thread thread = new Thread(() -> warmUp.run(products), THREAD);
            thread.setDaemon(true);
            thread.start();
        }
        return warmUp;
    }

    /** Meets all cases of a network's products; C2 would compile anew what then comes to one for the first time. */
    private void run(InPlaceProducts products) {
        float[] a = new float[RUNS * TERMS * ROWS];
        float[] b = new float[RUNS * TERMS * COLUMNS];
        float[] c = new float[ROWS * COLUMNS];
        float[] tail = new float[2 * COLUMNS];
        int[] aRows = new int[ROWS];
        int[] cRows = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            aRows[row] = row * TERMS;
            cRows[row] = row * COLUMNS;
        }
        int[] aRuns = new int[RUNS];
        int[] bRuns = new int[RUNS];
        for (int run = 0; run < RUNS; run++) {
            aRuns[run] = run * TERMS * ROWS;
            bRuns[run] = run * TERMS;
        }
        Product product = new Product(aRows, cRows, aRuns, bRuns, 1, 1);
        for (int i = 0; i < MOST && !ended; i++) {
            int length = i % 4 == 0 ? FEW_TERMS : TERMS;
            products.multiply(product, RUNS * TERMS, length, 0, ROWS, COLUMNS, a, 0, b, 0, tail, 0, COLUMNS, c, 0,
                    i % 2 == 0, 0, 0, Float.POSITIVE_INFINITY);
        }
    }

    @Override
    public void close() {
        ended = true;
    }
}
