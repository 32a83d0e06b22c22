package dev.cnnc.bench.engine;

/** The optimiser of every engine: {@code v = MOMENTUM * v + g; w -= RATE * v}. */
public final class Descent {

    public static final float RATE = 0.001f;
    public static final float MOMENTUM = 0.9f;

    private Descent() {}
}
