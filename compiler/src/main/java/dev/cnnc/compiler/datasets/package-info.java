/**
 * Data sets that everybody knows, brought to this machine: downloaded, or taken from a folder, and in any case compared
 * with their digests. Start at {@link dev.cnnc.compiler.datasets.Acquisition}.
 */
package dev.cnnc.compiler.datasets;
