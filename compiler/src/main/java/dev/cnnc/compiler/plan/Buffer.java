package dev.cnnc.compiler.plan;

import dev.cnnc.compiler.program.Operand.Role;

/**
 * A stretch of the arena and when it is in use.
 *
 * @param node   the graph node whose output, or whose output's gradient, it holds
 * @param floats for one image
 * @param first  the place in the schedule of the step that first writes it; -1 for what is there before the first step
 * @param last   the place of the last step that touches it
 */
public record Buffer(int node, Role role, long floats, int first, int last) {

    boolean livesBeside(Buffer other) {
        return first <= other.last && other.first <= last;
    }
}
