/** Tests of how the work of the vector kernels is cut up. */
package dev.cnnc.runtime.kernel.vector;
