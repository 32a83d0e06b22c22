/**
 * Code generation: the planned programs as one Java class. It prints what lowering and planning decided and decides
 * nothing itself, except what things are called.
 *
 * <p>Start with {@link dev.cnnc.compiler.codegen.JavaGenerator}. Text of the user's reaches the source only through
 * {@link dev.cnnc.compiler.codegen.SourceQuote} (comments) and {@link dev.cnnc.compiler.codegen.Identifiers} (names).
 */
package dev.cnnc.compiler.codegen;
