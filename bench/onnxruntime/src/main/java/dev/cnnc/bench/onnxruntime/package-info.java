/** ONNX Runtime: networks as ONNX files, which {@link dev.cnnc.bench.onnxruntime.OnnxBuilder} writes. */
package dev.cnnc.bench.onnxruntime;
