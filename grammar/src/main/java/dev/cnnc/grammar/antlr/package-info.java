/**
 * The lexer and parser that ANTLR generates from {@code src/main/antlr4/dev/cnnc/grammar/antlr/Cnn.g4}.
 *
 * <p>Only {@code dev.cnnc.grammar} uses them; everybody else reads the records of {@code dev.cnnc.grammar.tree}.
 */
package dev.cnnc.grammar.antlr;
