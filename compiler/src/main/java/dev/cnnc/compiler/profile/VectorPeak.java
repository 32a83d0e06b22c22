package dev.cnnc.compiler.profile;

import java.util.function.IntToDoubleFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Fused multiply-adds on numbers in registers, as many chains as hide their latency: what a core reaches at most.
 * Loaded by name, since not every JVM has the module.
 */
public final class VectorPeak implements IntToDoubleFunction {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 10;

    /** Where results go, so that computing them is not idle. */
    private volatile float result;

    /** Does so many rounds, at least 1, and says how many floating-point operations they were. */
    @Override
    public double applyAsDouble(int rounds) {
        FloatVector factor = FloatVector.broadcast(SPECIES, 0.999f);
        FloatVector summand = FloatVector.broadcast(SPECIES, 0.001f);
        FloatVector a = summand;
        FloatVector b = summand;
        FloatVector c = summand;
        FloatVector d = summand;
        FloatVector e = summand;
        FloatVector f = summand;
        FloatVector g = summand;
        FloatVector h = summand;
        FloatVector i = summand;
        FloatVector j = summand;
        int round = 0;
        do {
            a = a.fma(factor, summand);
            b = b.fma(factor, summand);
            c = c.fma(factor, summand);
            d = d.fma(factor, summand);
            e = e.fma(factor, summand);
            f = f.fma(factor, summand);
            g = g.fma(factor, summand);
            h = h.fma(factor, summand);
            i = i.fma(factor, summand);
            j = j.fma(factor, summand);
        } while (++round < rounds);
        FloatVector all = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j);
        result = all.lane(0);
        return 2.0 * CHAINS * SPECIES.length() * rounds;
    }
}
