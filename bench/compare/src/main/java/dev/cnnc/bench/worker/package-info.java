/**
 * What runs in an engine's own process: {@link dev.cnnc.bench.worker.Worker} for the measurements,
 * {@link dev.cnnc.bench.worker.FirstAnswer} for the time and memory from start to the first answer.
 */
package dev.cnnc.bench.worker;
