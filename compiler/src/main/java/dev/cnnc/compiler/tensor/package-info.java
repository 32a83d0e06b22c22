/** Shapes and parameters: what shape inference computes and every later stage reads. */
package dev.cnnc.compiler.tensor;
