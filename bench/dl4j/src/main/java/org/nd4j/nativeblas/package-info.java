/**
 * Not cnnc's: the one class that DL4J looks for under a name which it no longer has, and without which its layers do
 * not use oneDNN. See {@link org.nd4j.nativeblas.Nd4jCpu}.
 */
package org.nd4j.nativeblas;
