/**
 * Networks under observation: run step by step instead of as generated code, so that what every layer gives, and the
 * gradient by it, can be read. Compiled jars know nothing of this and pay nothing for it.
 *
 * <p>Start with {@link dev.cnnc.compiler.observe.ObservedNetwork}, then {@link dev.cnnc.compiler.observe.Probe}.
 */
package dev.cnnc.compiler.observe;
