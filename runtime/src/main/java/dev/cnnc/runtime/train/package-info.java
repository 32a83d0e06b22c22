/**
 * The arithmetic of training that is not in the network's graph: optimisers, learning-rate schedules, the order of the
 * images and their random changes. Everything here is a function of a seed and of counters, never of the clock or of
 * the number of threads. {@link dev.cnnc.runtime.train.ParameterUpdate} is the step that a trainer runs;
 * {@link dev.cnnc.runtime.train.Optimiser} is the formula it applies.
 */
package dev.cnnc.runtime.train;
