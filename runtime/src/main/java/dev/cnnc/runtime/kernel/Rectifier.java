package dev.cnnc.runtime.kernel;

/**
 * An activation of straight pieces: {@code f(z) = min(z > 0 ? z : slope * z, high)}. Its derivative is 1 where
 * {@code 0 < z < high} and {@code slope} elsewhere, so a bound other than infinity goes with a slope of 0.
 */
public record Rectifier(float slope, float high) {

    /** That of {@link ActivationKind#NONE}, or of one that {@link ActivationKind#rectifies()}. */
    public static Rectifier of(ActivationKind kind, float alpha) {
        if (kind == ActivationKind.NONE) {
            return new Rectifier(1, kind.high());
        }
        if (!kind.rectifies()) {
            throw new IllegalArgumentException(kind + " is not made of straight pieces");
        }
        return new Rectifier(kind == ActivationKind.LEAKY_RELU ? alpha : 0, kind.high());
    }

    /** The activation of one value. */
    float apply(float z) {
        // The sum with 0 makes a positive zero of what lies below, as max(z, 0) would.
        return Math.min(Math.fma(z, z > 0 ? 1 : slope, 0), high);
    }

    /**
     * The derivative at one value, before the activation or behind it: one comparison with two bounds, as the vectors
     * do it.
     */
    float derivative(float z) {
        return z * (high - z) > 0 ? 1 : slope;
    }
}
