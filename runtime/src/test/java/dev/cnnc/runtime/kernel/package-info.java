/** Tests of the kernels: the elementary functions' accuracy, the random numbers, and the choice of kernels. */
package dev.cnnc.runtime.kernel;
