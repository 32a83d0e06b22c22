/**
 * What the compiler tells about networks and layers, as text, Markdown and data for other programs.
 *
 * <p>Nothing here computes: {@link dev.cnnc.compiler.report.LayerReference} prints what the kinds of layer declare.
 */
package dev.cnnc.compiler.report;
