/**
 * How fast layers are beside what the machine can do. {@link dev.cnnc.bench.kernels.LayerTable} is the command,
 * {@link dev.cnnc.bench.kernels.LayerBenchmark} measures layers and {@link dev.cnnc.bench.kernels.PeakBenchmark} the
 * peak, both with JMH.
 */
package dev.cnnc.bench.kernels;
