/**
 * What a program that embeds a compiled network uses: {@link dev.cnnc.runtime.Model},
 * {@link dev.cnnc.runtime.Weights}, {@link dev.cnnc.runtime.Predictor}.
 */
package dev.cnnc.runtime;
