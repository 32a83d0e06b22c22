/**
 * What the compiler has to say to its user: errors and warnings, each at a place in the source.
 *
 * <p>Stages report to a {@link dev.cnnc.compiler.diagnostic.Diagnostics} and go on, so that one run shows all that is
 * wrong; how a message looks on the screen is the renderer's matter alone.
 */
package dev.cnnc.compiler.diagnostic;
