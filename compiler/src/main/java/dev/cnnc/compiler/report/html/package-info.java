/**
 * A run as one HTML page that needs nothing beside it: charts, pictures, tables, the network as a graph.
 *
 * <p>Start with {@link dev.cnnc.compiler.report.html.RunPage}, which lists the sections; each is a class. They write
 * through {@code Html}, which escapes whatever a user may have named, and put figures for charts into JSON, which
 * {@code page.js} draws with uPlot.
 */
package dev.cnnc.compiler.report.html;
