package dev.cnnc.compiler;

import dev.cnnc.compiler.elaborate.Network;
import dev.cnnc.compiler.graph.Graph;

/**
 * A model whose file has no errors.
 *
 * @param network what elaboration made of the file: labels and training settings among it
 * @param graph   its layers with their shapes, before any pass
 */
public record CheckedModel(Network network, Graph graph) implements CheckedFile {}
