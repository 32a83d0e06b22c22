package dev.cnnc.compiler.graph;

import dev.cnnc.compiler.tensor.Parameter;

/**
 * A parameter of a node.
 *
 * @param name its full name in weight files: {@code stage1.0.basic1.conv1.weight}
 * @param role what the node's layer calls it; differs from the parameter's own role after a batch norm was folded in
 * @param frozen whether training leaves it as it is
 */
public record NamedParameter(String name, String role, Parameter parameter, boolean frozen) {

    /** A parameter that training may change. */
    public NamedParameter(String name, String role, Parameter parameter) {
        this(name, role, parameter, false);
    }

    /** Whether the optimiser changes it. */
    public boolean learns() {
        return parameter.trainable() && !frozen;
    }
}
