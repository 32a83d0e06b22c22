/**
 * The comparison of cnnc with other engines. {@link dev.cnnc.bench.compare.Compare} is the command,
 * {@link dev.cnnc.bench.compare.Contest} measures one thing with all engines, each of which runs in its own process.
 */
package dev.cnnc.bench.compare;
