package dev.cnnc.runtime.kernel.vector;

import dev.cnnc.runtime.kernel.ActivationKind;
import java.util.EnumMap;
import java.util.Map;

/**
 * One short loop over whole vectors; several, one after another, make up what needs an exponential.
 *
 * <p>They are called through this interface so that C2 compiles each by itself. From 18,000 nodes on, which is about 40
 * vector operations, it goes on without the types of what it has compiled, and may leave any of the further results on
 * the heap; a method that calls several loops reaches that when they are inlined into it.
 */
@FunctionalInterface
interface VectorLoop {
    /**
     * @param alpha the activation's parameter
     * @param x the argument
     * @param block what the loops before this one have left, from 0 on
     * @param y the result, or what a derivative multiplies
     * @param n elements, a positive multiple of the lanes
     */
    void run(float alpha, float[] x, int xAt, float[] block, float[] y, int yAt, int n);

    /** The loops of every kind that has any. */
    final class Chains {
        private final Map<ActivationKind, VectorLoop[]> chains = new EnumMap<>(ActivationKind.class);
        private final int most;

        /** @param most the elements that the loops of a longer chain take at a time */
        Chains(int most) {
            this.most = most;
        }

        Chains with(ActivationKind kind, VectorLoop... loops) {
            chains.put(kind, loops);
            return this;
        }

        /** For n elements, a positive multiple of the lanes. */
        void run(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
            VectorLoop[] loops = chains.get(kind);
            if (loops.length == 1) {
                loops[0].run(alpha, x, xAt, null, y, yAt, n);
                return;
            }
            float[] block = VectorExponential.scratch();
            for (int done = 0; done < n; done += most) {
                int now = Math.min(n - done, most);
                for (VectorLoop loop : loops) {
                    loop.run(alpha, x, xAt + done, block, y, yAt + done, now);
                }
            }
        }
    }
}
