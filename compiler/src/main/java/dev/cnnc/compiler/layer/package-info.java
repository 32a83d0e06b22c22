/**
 * The kinds of layer. One kind is one file: its attributes, shape rule, parameters, cost, lowering and documentation.
 *
 * <p>Start with {@link dev.cnnc.compiler.layer.Layer} and a short kind, {@link dev.cnnc.compiler.layer.MaxPool}; a new
 * kind is one new file and one line in {@link dev.cnnc.compiler.layer.LayerCatalogue}. What kinds share:
 * {@link dev.cnnc.compiler.layer.Attribute} and its types read and describe what a user writes,
 * {@link dev.cnnc.compiler.layer.SlidingWindow} lays windows over images, {@link dev.cnnc.compiler.layer.Fusion} and
 * {@link dev.cnnc.compiler.layer.WeightSpec} serve the layers whose outputs are sums of products.
 */
package dev.cnnc.compiler.layer;
