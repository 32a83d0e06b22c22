/** cnnc as one of the engines, through the public interface of its runtime. */
package dev.cnnc.bench.cnnc;
