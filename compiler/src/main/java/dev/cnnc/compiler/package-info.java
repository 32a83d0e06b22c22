/**
 * The compiler as a library. {@link dev.cnnc.compiler.Compiler} is the pipeline on one screen: each stage is a package
 * of the same name below this one, and data flows one way through them.
 */
package dev.cnnc.compiler;
