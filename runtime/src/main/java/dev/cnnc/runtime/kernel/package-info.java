/**
 * The primitives on float arrays that operations are written in: an abstract class for each family and its form in
 * plain loops. {@link dev.cnnc.runtime.kernel.KernelChoice} picks between these and the Vector API's form in
 * {@code kernel.vector}, the only package that touches {@code jdk.incubator.vector}.
 */
package dev.cnnc.runtime.kernel;
