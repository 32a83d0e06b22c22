/**
 * Warnings: what compiles and is most likely not what was meant.
 *
 * <p>One file for each; {@link dev.cnnc.compiler.lint.Lints} lists them, and is where to start. They run on a network
 * without errors, and every one can be switched off, made an error or, if it is off by default, switched on.
 */
package dev.cnnc.compiler.lint;
