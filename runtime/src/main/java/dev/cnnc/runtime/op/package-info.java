/**
 * The operations that a compiled network is made of, forward and backward, over the memory of a {@link
 * dev.cnnc.runtime.op.Workspace}. Start at {@link dev.cnnc.runtime.op.Workspace}, then read
 * {@link dev.cnnc.runtime.op.Activation} as the smallest operation.
 *
 * <p>Generated code makes one operation for every node of the network and calls it with plan offsets. An operation
 * keeps its arguments in fields while the workers run it, so that a call allocates nothing, and splits its work the
 * same way for any number of threads, so that results have the same bits.
 */
package dev.cnnc.runtime.op;
