/** Reads the samples and the documentation as a user would, and holds both to what the compiler does. */
package dev.cnnc.samples;
