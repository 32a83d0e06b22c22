/**
 * Networks and mistakes that nobody thought of. {@link dev.cnnc.compiler.fuzz.RandomNetworkTest} writes valid networks
 * and holds the compiler against a second, naive implementation, the {@code Naive} classes, which share no code with
 * it; {@link dev.cnnc.compiler.fuzz.MutatedSamplesTest} breaks the samples and wants a message or a network.
 *
 * <p>The ordinary tests draw the same thousand cases every time. The tests tagged {@code campaign} draw a hundred
 * thousand others; CONTRIBUTING.md says how to run them.
 */
package dev.cnnc.compiler.fuzz;
