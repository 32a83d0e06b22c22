/**
 * Elaboration: parameters bound, expressions computed, blocks, repeats and conditions unfolded.
 *
 * <p>What comes out is a {@link dev.cnnc.compiler.elaborate.Network}: layers in topological order without shapes, and
 * what the file says about its labels and its training.
 */
package dev.cnnc.compiler.elaborate;
