/**
 * The train section: which settings there are, what each may be, and what they come to.
 *
 * <p>Settings are attributes like those of layers, so that reading and messages are the same. Start with
 * {@link dev.cnnc.compiler.train.TrainSettings}.
 */
package dev.cnnc.compiler.train;
