package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A workspace whose tensors lie one after another. It has room for one image more than the batch, and everything starts
 * as a number that no operation computes, so that reading or writing too far is seen.
 */
final class TestBench implements AutoCloseable {
    /** Not NaN, which a maximum or a sum would hide among other NaNs. */
    private static final float UNTOUCHED = -1.2345678e30f;

    final Workspace workspace;
    private final WorkerPool workers;
    private final int count;
    private final int[] sizes;
    private final int[] offsets;

    /**
     * @param parameters how many parameters, and how many floats of state
     * @param sizes floats for each image of each tensor
     */
    TestBench(String kernels, int threads, int count, int parameters, int... sizes) {
        this.count = count;
        this.sizes = sizes;
        this.offsets = new int[sizes.length];
        int total = 0;
        for (int i = 0; i < sizes.length; i++) {
            offsets[i] = total;
            total += sizes[i];
        }
        workers = new WorkerPool(threads);
        workspace = new Workspace(KernelChoice.named(kernels), workers, count + 1, total, new float[parameters],
                new float[parameters], new float[parameters], new PackedWeights(1));
        workspace.count(count);
        Arrays.fill(workspace.arena(), UNTOUCHED);
    }

    /** The kernels that this JVM has. */
    static List<String> kernels() {
        return KernelChoice.vectorAvailable() ? List.of("loops", "vector") : List.of("loops");
    }

    int offset(int tensor) {
        return offsets[tensor];
    }

    int address(int tensor) {
        return workspace.address(offsets[tensor]);
    }

    void put(int tensor, float[] values) {
        assertEquals(sizes[tensor] * count, values.length, "values of tensor " + tensor);
        System.arraycopy(values, 0, workspace.arena(), address(tensor), values.length);
    }

    float[] get(int tensor) {
        return Arrays.copyOfRange(workspace.arena(), address(tensor), address(tensor) + sizes[tensor] * count);
    }

    /** That the images beyond the batch are as they were. */
    void assertRestUntouched(String what) {
        for (int tensor = 0; tensor < sizes.length; tensor++) {
            for (int i = sizes[tensor] * count; i < sizes[tensor] * (count + 1); i++) {
                assertEquals(UNTOUCHED, workspace.arena()[address(tensor) + i], what + " writes past the batch");
            }
        }
    }

    /** Numbers from -7 to 7, 0.025 at least from 0, 3 and 6, and 0.05 from each other where n is at most 280. */
    static float[] distinct(int n, long seed) {
        int spread = Math.max(1, 280 / Math.max(1, n));
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (i % 280 * spread - Math.min(n, 280) / 2 * spread) * 0.05f + 0.025f;
        }
        Random random = new Random(seed);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            float swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
        return values;
    }

    @Override
    public void close() {
        workers.close();
    }
}
