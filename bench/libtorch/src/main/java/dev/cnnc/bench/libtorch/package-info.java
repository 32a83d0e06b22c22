/**
 * libtorch through the bindings of Bytedeco: TorchScript for answers, and for training its operations one by one, as a
 * Java program would call them.
 */
package dev.cnnc.bench.libtorch;
