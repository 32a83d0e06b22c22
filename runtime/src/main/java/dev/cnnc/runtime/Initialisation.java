package dev.cnnc.runtime;

import dev.cnnc.runtime.train.SplitMix64;
import java.util.Arrays;

/**
 * First values of parameters. Each parameter draws from a stream of its own, made from the seed and its name: a layer
 * added elsewhere changes none of the others. Only {@link StrictMath} is used, so that every JVM gives the same bits.
 */
final class Initialisation {
    private final long stream;
    private int drawn;

    private Initialisation(long seed, String name) {
        stream = SplitMix64.stream(seed, hash(name), 0);
    }

    /** Fills one parameter's place in an array. */
    static void fill(ParameterInfo parameter, long seed, float[] values) {
        new Initialisation(seed, parameter.name()).fill(parameter, values);
    }

    private void fill(ParameterInfo parameter, float[] values) {
        InitialiserInfo how = parameter.initialiser();
        int from = parameter.offset();
        int to = from + parameter.size();
        double in = Math.max(1, how.fanIn());
        double out = Math.max(1, how.fanOut());
        switch (how.kind()) {
            case "zeros":
                Arrays.fill(values, from, to, 0f);
                break;
            case "ones":
                Arrays.fill(values, from, to, 1f);
                break;
            case "constant":
                Arrays.fill(values, from, to, (float) how.first());
                break;
            case "uniform":
                uniform(values, from, to, how.first(), how.second());
                break;
            case "normal":
                normal(values, from, to, how.first(), how.second(), Double.POSITIVE_INFINITY);
                break;
            case "truncated_normal":
                normal(values, from, to, how.first(), how.second(), 2);
                break;
            case "glorot_uniform":
                uniformOfVariance(values, from, to, 2 / (in + out));
                break;
            case "glorot_normal":
                normalOfVariance(values, from, to, 2 / (in + out));
                break;
            case "he_uniform":
                uniformOfVariance(values, from, to, 2 / in);
                break;
            case "he_normal":
                normalOfVariance(values, from, to, 2 / in);
                break;
            case "lecun_uniform":
                uniformOfVariance(values, from, to, 1 / in);
                break;
            case "lecun_normal":
                normalOfVariance(values, from, to, 1 / in);
                break;
            case "orthogonal":
                orthogonal(values, from, parameter.shape().get(0), parameter.size(), how.first());
                break;
            default:
                throw new CnncException(parameter.name() + ": this runtime has no initialiser '" + how.kind()
                        + "'. Compile the network again with this release.");
        }
    }

    /** A uniform distribution from -a to a has the variance a^2 / 3. */
    private void uniformOfVariance(float[] values, int from, int to, double variance) {
        double limit = Math.sqrt(3 * variance);
        uniform(values, from, to, -limit, limit);
    }

    private void normalOfVariance(float[] values, int from, int to, double variance) {
        normal(values, from, to, 0, Math.sqrt(variance), Double.POSITIVE_INFINITY);
    }

    private void uniform(float[] values, int from, int to, double low, double high) {
        for (int i = from; i < to; i++) {
            values[i] = (float) (low + (high - low) * unit());
        }
    }

    /** Values further than {@code cut} standard deviations from the mean are drawn again. */
    private void normal(float[] values, int from, int to, double mean, double deviation, double cut) {
        int i = from;
        while (i < to) {
            // Box and Muller 1958; the first number must not be 0, whose logarithm is infinite.
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
            double angle = 2 * Math.PI * unit();
            double first = radius * StrictMath.cos(angle);
            double second = radius * StrictMath.sin(angle);
            if (Math.abs(first) <= cut) {
                values[i++] = (float) (mean + deviation * first);
            }
            if (i < to && Math.abs(second) <= cut) {
                values[i++] = (float) (mean + deviation * second);
            }
        }
    }

    /** The first dimension against all the others: every output value has one row. */
    private void orthogonal(float[] values, int from, int rows, int size, double gain) {
        int columns = size / rows;
        boolean wide = rows <= columns;
        float[] vectors = wide ? values : new float[size];
        int at = wide ? from : 0;
        normal(vectors, at, at + size, 0, 1, Double.POSITIVE_INFINITY);
        Orthogonal.orthonormalise(vectors, at, Math.min(rows, columns), Math.max(rows, columns));
        for (int i = 0; i < size; i++) {
            int source = wide ? at + i : i % columns * rows + i / columns;
            values[from + i] = (float) (gain * vectors[source]);
        }
    }

    /** From 0 to below 1, 53 bits. */
    private double unit() {
        return (SplitMix64.bits(stream, drawn++) >>> 11) * 0x1p-53;
    }

    /** FNV-1a over the characters. */
    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
