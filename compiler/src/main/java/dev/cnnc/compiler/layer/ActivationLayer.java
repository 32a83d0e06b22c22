package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.kernel.ActivationKind;

/** A function of each element by itself. */
public interface ActivationLayer extends Layer {

    ActivationKind activation();

    /** The slope or scale that the function takes, or 0. */
    float alpha();
}
