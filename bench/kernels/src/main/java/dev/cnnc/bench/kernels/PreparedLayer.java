package dev.cnnc.bench.kernels;

/**
 * A layer with its memory.
 *
 * @param infer          computes the output
 * @param weightGradient computes the gradient of the weights; null if there are none
 * @param backward       computes all gradients; null if it is not measured
 */
record PreparedLayer(Runnable infer, Runnable weightGradient, Runnable backward) {}
