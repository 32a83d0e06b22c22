/**
 * Event files that TensorBoard reads: records with checksums around protocol buffers, of which only those few messages
 * are written that it takes. Start with {@link dev.cnnc.compiler.report.tensorboard.EventFile}.
 */
package dev.cnnc.compiler.report.tensorboard;
