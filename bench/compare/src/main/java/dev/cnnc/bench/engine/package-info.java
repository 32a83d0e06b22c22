/**
 * What an engine must be able to do to take part in the comparison. {@link dev.cnnc.bench.engine.Engine} is implemented
 * once for cnnc and once in the module of each rival. Nothing here needs the compiler, so that a process which only
 * loads and runs a network is not slowed down by it.
 */
package dev.cnnc.bench.engine;
