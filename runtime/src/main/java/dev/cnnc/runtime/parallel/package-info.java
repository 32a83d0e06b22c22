/**
 * The threads that an operation splits its work over. Start at {@link dev.cnnc.runtime.parallel.WorkerPool}: an
 * operation cuts its output into units, and the pool runs every unit exactly once on some thread. Which thread runs
 * which unit changes from run to run, so a unit must compute the same bits wherever it runs.
 */
package dev.cnnc.runtime.parallel;
