/** TensorFlow in graph mode, channels last: frozen graphs for answers, variables for training. */
package dev.cnnc.bench.tensorflow;
