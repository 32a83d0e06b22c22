/**
 * The syntax tree of a {@code .cnn} file: immutable records, each with the stretch of source it was read from.
 *
 * <p>The tree says what was written, not what it means: a layer is a name with attributes, a number is not yet a size.
 * Start with {@link dev.cnnc.grammar.tree.ModelFile}.
 */
package dev.cnnc.grammar.tree;
