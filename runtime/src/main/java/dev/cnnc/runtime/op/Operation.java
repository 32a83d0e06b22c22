package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ElementKernels;
import dev.cnnc.runtime.parallel.WorkerPool;

/**
 * What operations share: their memory, the arguments of the call under way, and the cutting of work into units. How
 * work is cut depends on sizes alone, never on the number of threads, so that sums have the same bits for any number.
 */
abstract class Operation implements WorkerPool.Task {
    /** Floats that a unit of work reads, about: 64 KiB, so that a second look at them finds them in the cache. */
    static final int UNIT = 16 * 1024;
    /** Work below this many floats takes less time than handing it to another thread. */
    private static final int ALONE = 8 * 1024;

    final Workspace workspace;
    final ElementKernels kernels;
    final float[] arena;

    Operation(Workspace workspace) {
        this.workspace = workspace;
        this.kernels = workspace.kernels().elements();
        this.arena = workspace.arena();
    }

    /** Runs this object's units, which together touch about so many floats. */
    final void launch(int units, long floats) {
        if (units == 1 || floats <= ALONE) {
            for (int unit = 0; unit < units; unit++) {
                run(unit, 0);
            }
        } else {
            workspace.workers().run(this, units);
        }
    }

    /** Units for {@code items} things of {@code floats} each. */
    static int units(int items, int floats) {
        int perUnit = perUnit(floats);
        return (items + perUnit - 1) / perUnit;
    }

    /** How many things of {@code floats} make a unit. */
    static int perUnit(int floats) {
        return Math.max(1, UNIT / floats);
    }

    /** {@code dx = g} or {@code dx += g}, for ranges of the arena. */
    final void store(int g, int dx, int n, boolean accumulate) {
        if (accumulate) {
            kernels.addTo(arena, g, arena, dx, n);
        } else if (g != dx) {
            System.arraycopy(arena, g, arena, dx, n);
        }
    }

    static int requirePositive(int size, String what) {
        if (size <= 0) {
            throw new IllegalArgumentException(what + " must be positive, not " + size);
        }
        return size;
    }
}
