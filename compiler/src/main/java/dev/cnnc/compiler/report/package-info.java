/**
 * What people read about a network: its summary, the reference of the layers, how well it classifies, images.
 *
 * <p>Everything here turns values into text and prints nothing. Start with {@link dev.cnnc.compiler.report.Summary}.
 */
package dev.cnnc.compiler.report;
