/**
 * What is remembered of a network's numbers after each epoch: magnitudes of activations, weights and gradients.
 *
 * <p>Start with {@link dev.cnnc.compiler.report.statistics.Observer}, which looks at a network while it is trained.
 */
package dev.cnnc.compiler.report.statistics;
