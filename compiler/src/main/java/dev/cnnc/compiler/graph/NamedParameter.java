package dev.cnnc.compiler.graph;

import dev.cnnc.compiler.tensor.Parameter;

/**
 * A parameter of a node.
 *
 * @param name its full name in weight files: {@code stage1.0.basic1.conv1.weight}
 * @param role what the node's layer calls it; differs from the parameter's own role after a batch norm was folded in
 */
public record NamedParameter(String name, String role, Parameter parameter) {}
