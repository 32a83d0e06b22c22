package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.Coefficients.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The elementary functions on vectors: operation for operation what {@link dev.cnnc.runtime.kernel.ScalarFunctions}
 * does, so that both give the same bits. C2 must inline every method here, so they are small.
 */
final class VectorFunctions {
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    static final int LANES = FLOATS.length();

    private VectorFunctions() {
    }

    static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(FLOATS, a, at);
    }

    static FloatVector broadcast(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }

    static FloatVector exp(FloatVector x) {
        FloatVector high = x.blend(EXP_MAX, x.compare(VectorOperators.GT, EXP_MAX));
        FloatVector clamped = high.blend(EXP_MIN, high.compare(VectorOperators.LT, EXP_MIN));
        FloatVector shifted = clamped.fma(broadcast(LOG2_E), broadcast(ROUND));
        FloatVector value = reducedExpm1(clamped, shifted.sub(ROUND)).add(1);
        IntVector n = shifted.reinterpretAsInts().sub(ROUND_BITS);
        IntVector half = n.lanewise(VectorOperators.ASHR, 1);
        return value.mul(powerOfTwo(half)).mul(powerOfTwo(n.sub(half)));
    }

    static FloatVector expm1(FloatVector x) {
        FloatVector high = x.blend(0, x.compare(VectorOperators.GT, 0));
        FloatVector clamped = high.blend(EXPM1_MIN, high.compare(VectorOperators.LT, EXPM1_MIN));
        FloatVector shifted = clamped.fma(broadcast(LOG2_E), broadcast(ROUND));
        FloatVector scale = powerOfTwo(shifted.reinterpretAsInts().sub(ROUND_BITS));
        return reducedExpm1(clamped, shifted.sub(ROUND)).fma(scale, scale.sub(1));
    }

    private static FloatVector reducedExpm1(FloatVector x, FloatVector n) {
        FloatVector r = n.fma(broadcast(-LOG_2_LOW), n.fma(broadcast(-LOG_2_HIGH), x));
        FloatVector p = broadcast(EXP_4).fma(r, broadcast(EXP_3));
        p = p.fma(r, broadcast(EXP_2));
        p = p.fma(r, broadcast(EXP_1));
        p = p.fma(r, broadcast(EXP_0));
        return r.mul(r).fma(p, r);
    }

    private static FloatVector powerOfTwo(IntVector exponent) {
        return exponent.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        return broadcast(1).blend(e, x.compare(VectorOperators.LT, 0)).div(e.add(1));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector e = expm1(x.abs().mul(-2));
        FloatVector t = e.neg().div(e.add(2));
        return t.blend(t.neg(), x.compare(VectorOperators.LT, 0));
    }

    static FloatVector softplus(FloatVector x) {
        FloatVector u = exp(x.abs().neg());
        FloatVector s = u.div(u.add(2));
        FloatVector z = s.mul(s);
        FloatVector p = broadcast(LOG_3).fma(z, broadcast(LOG_2));
        p = p.fma(z, broadcast(LOG_1));
        p = p.fma(z, broadcast(LOG_0));
        return x.blend(0, x.compare(VectorOperators.LT, 0)).add(s.mul(z).fma(p, s.add(s)));
    }

    /** {@code exp(-x^2 / 2)}. */
    static FloatVector bell(FloatVector x) {
        return exp(x.mul(x).mul(-0.5f));
    }

    static FloatVector normalCdf(FloatVector x, FloatVector bell) {
        FloatVector t = broadcast(1).div(x.abs().fma(broadcast(TAIL), broadcast(1)));
        FloatVector p = broadcast(TAIL_9).fma(t, broadcast(TAIL_8));
        p = p.fma(t, broadcast(TAIL_7));
        p = p.fma(t, broadcast(TAIL_6));
        p = p.fma(t, broadcast(TAIL_5));
        p = p.fma(t, broadcast(TAIL_4));
        p = p.fma(t, broadcast(TAIL_3));
        p = p.fma(t, broadcast(TAIL_2));
        p = p.fma(t, broadcast(TAIL_1));
        p = p.fma(t, broadcast(TAIL_0));
        FloatVector tail = p.mul(t).mul(bell);
        return broadcast(1).sub(tail).blend(tail, x.compare(VectorOperators.LT, 0));
    }

    static FloatVector hardSigmoid(FloatVector x) {
        return x.add(3).max(0).min(6).mul(1 / 6f);
    }

    /** {@code inside} where low &lt; x &lt; high, else 0. */
    static FloatVector between(FloatVector x, float low, float high, float inside) {
        VectorMask<Float> above = x.compare(VectorOperators.GT, low);
        FloatVector kept = broadcast(0).blend(inside, above);
        return broadcast(0).blend(kept, x.compare(VectorOperators.LT, high));
    }
}
