package dev.cnnc.bench.network;

import java.util.Optional;

/**
 * A fully connected layer.
 *
 * @param weight outputs, inputs
 */
public record Dense(String name, Array weight, Optional<Array> bias) {}
