package dev.cnnc.compiler.elaborate;

/** The tensor that a layer gives, by the layer's id. */
record Tensor(int layer) {

    /** What the first layer of a model is given. */
    static final Tensor NONE = new Tensor(-1);

    /** What cannot be known because of an error reported before; whatever takes it stays silent. */
    static final Tensor UNKNOWN = new Tensor(-2);

    boolean isKnown() {
        return layer >= 0;
    }
}
