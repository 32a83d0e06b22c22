/**
 * A network as a picture: boxes for layers, lines for tensors, in SVG.
 *
 * <p>Start with {@link dev.cnnc.compiler.report.drawing.NetworkDrawing}. {@code Boxes} puts what follows a layer into
 * its box, {@code Repeats} draws equal blocks once, {@code Scopes} draws a block of a large network as one box,
 * {@code Layout} says where everything lies.
 */
package dev.cnnc.compiler.report.drawing;
