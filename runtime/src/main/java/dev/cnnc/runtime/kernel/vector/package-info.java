/**
 * The kernels in the Vector API's form. Only {@link dev.cnnc.runtime.kernel.KernelChoice} loads this package, by name
 * and only where the module {@code jdk.incubator.vector} is present.
 *
 * <p>Loops around vector code are {@code do … while} loops that run at least once: on JDK 17 C2 boxes every vector
 * that meets the phi of a loop that may be empty.
 */
package dev.cnnc.runtime.kernel.vector;
