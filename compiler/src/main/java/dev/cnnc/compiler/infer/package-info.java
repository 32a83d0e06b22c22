/**
 * Shape inference: what every layer gives, holds and costs, computed from the input on in checked arithmetic.
 *
 * <p>All that can be wrong with a network's sizes is reported here; the stages behind it need no checks of their own.
 * Start with {@link dev.cnnc.compiler.infer.ShapeInference}.
 */
package dev.cnnc.compiler.infer;
