/**
 * DL4J with a {@code ComputationGraph}, channels first, and oneDNN in its layers: start at
 * {@link dev.cnnc.bench.dl4j.Dl4jEngine}.
 */
package dev.cnnc.bench.dl4j;
