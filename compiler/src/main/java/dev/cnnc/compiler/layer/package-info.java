/**
 * The kinds of layer. One kind is one file: its attributes, shape rule, parameters, cost, lowering and documentation.
 *
 * <p>Start with {@link dev.cnnc.compiler.layer.Layer}; a new kind is one new file and one line in
 * {@link dev.cnnc.compiler.layer.LayerCatalogue}.
 */
package dev.cnnc.compiler.layer;
