package dev.cnnc.runtime.op;

/**
 * What the layers of a network prepare of their weights for inference, a slot each. The sessions of a predictor share
 * it: one of them prepares, all of them read.
 */
public final class PackedWeights {
    private final float[][] values;
    private final int[] places;

    public PackedWeights(int slots) {
        values = new float[slots][];
        places = new int[slots];
    }

    /** What a slot holds; null before it is prepared. */
    public float[] get(int slot) {
        return values[slot];
    }

    public void set(int slot, float[] array) {
        values[slot] = array;
    }

    /** The array of a slot, made anew unless it has this size. */
    float[] sized(int slot, int floats) {
        if (values[slot] == null || values[slot].length != floats) {
            values[slot] = new float[floats];
        }
        return values[slot];
    }

    /** Where among the parameters the layer's weights begin, for those that are read in their place. */
    int place(int slot) {
        return places[slot];
    }

    void place(int slot, int weight) {
        places[slot] = weight;
    }
}
