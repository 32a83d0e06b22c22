/**
 * The lowered program: calls of the runtime's operations, in order, with tensors, parameters and slots as operands.
 *
 * <p>A layer writes its part through an {@link dev.cnnc.compiler.program.InferenceEmitter} or a
 * {@link dev.cnnc.compiler.program.TrainingEmitter}; the memory plan gives every tensor its offset; the code generator
 * prints what is here and decides nothing.
 */
package dev.cnnc.compiler.program;
