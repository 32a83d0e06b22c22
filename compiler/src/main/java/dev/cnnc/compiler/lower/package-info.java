/**
 * Lowering: from the graph to calls of the runtime's operations. Each layer writes its own part; what is decided here
 * is what no layer can know: whose gradient is needed, who adds to it and who sets it, which loss reads what.
 *
 * <p>Start with {@link dev.cnnc.compiler.lower.Lowering}; the result is a {@link dev.cnnc.compiler.lower.Program}.
 */
package dev.cnnc.compiler.lower;
