/**
 * Reads and formats {@code .cnn} text.
 *
 * <p>{@link dev.cnnc.grammar.SyntaxReader} turns a {@link dev.cnnc.grammar.SourceFile} into the records of
 * {@code dev.cnnc.grammar.tree} or into {@link dev.cnnc.grammar.SyntaxError}s;
 * {@link dev.cnnc.grammar.Formatter} prints the one layout of the language. The grammar itself is
 * {@code src/main/antlr4/dev/cnnc/grammar/antlr/Cnn.g4}, and nothing outside this package sees ANTLR.
 */
package dev.cnnc.grammar;
