/**
 * Files, each format read once and strictly: {@link dev.cnnc.runtime.io.Json}, weights in
 * {@link dev.cnnc.runtime.io.Safetensors}, images, and {@link dev.cnnc.runtime.io.AtomicFile}, through which everything
 * is written. What a file says is checked with exact arithmetic before memory is taken for it, and every damage ends in
 * a {@link dev.cnnc.runtime.CnncException}.
 */
package dev.cnnc.runtime.io;
