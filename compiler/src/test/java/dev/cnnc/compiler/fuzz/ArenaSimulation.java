package dev.cnnc.compiler.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.lower.Program;
import dev.cnnc.compiler.plan.PlannedProgram;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operand.Access;
import dev.cnnc.compiler.program.Operand.Role;
import dev.cnnc.compiler.program.Step;
import java.util.Arrays;
import java.util.Map;

/**
 * Runs a planned program without computing: every float of the arena remembers which tensor was last written there, and
 * a step that reads a tensor must find nothing else in its place. Lifetimes are not asked for.
 */
final class ArenaSimulation {

    private static final int NOBODY = -1;

    private final PlannedProgram planned;
    private final Program program;
    private final Map<Integer, Node> nodes;
    private final int[] owners;

    private ArenaSimulation(PlannedProgram planned) {
        this.planned = planned;
        this.program = planned.program();
        this.nodes = program.graph().byId();
        this.owners = new int[Math.toIntExact(planned.arena().floats())];
        Arrays.fill(owners, NOBODY);
    }

    /** Fails where a tensor is overwritten before its last use. */
    static void check(PlannedProgram planned) {
        new ArenaSimulation(planned).run();
    }

    private void run() {
        write(program.graph().nodes().get(0).id(), Role.VALUE);
        for (Step step : program.schedule()) {
            expectInputs(step, "before");
            for (Operand operand : step.operands()) {
                if (operand instanceof Operand.Tensor tensor && tensor.access() == Access.WRITE) {
                    write(tensor.node(), tensor.role());
                }
            }
            expectInputs(step, "after");
        }
        for (GraphOutput output : program.graph().outputs()) {
            expect(output.node(), Role.VALUE, "at the end");
        }
    }

    private void expectInputs(Step step, String when) {
        boolean afterwards = when.equals("after");
        for (Operand operand : step.operands()) {
            if (operand instanceof Operand.Tensor tensor && (afterwards || tensor.access() != Access.WRITE)
                    && !(afterwards && isReplaced(tensor, step))) {
                expect(tensor.node(), tensor.role(), when + " " + step.method() + " of layer " + step.node());
            }
        }
    }

    /** Whether the output lies just where that input was. */
    private boolean isReplaced(Operand.Tensor input, Step step) {
        return input.access() == Access.REPLACEABLE && size(input.node()) == size(step.node())
                && planned.arena().offset(input.node(), input.role())
                == planned.arena().offset(step.node(), Role.VALUE);
    }

    private void write(int node, Role role) {
        int offset = planned.arena().offset(node, role);
        Arrays.fill(owners, offset, offset + size(node), owner(node, role));
    }

    private void expect(int node, Role role, String when) {
        int offset = planned.arena().offset(node, role);
        assertTrue(offset >= 0 && offset + size(node) <= owners.length, "layer " + node + " ends outside of the arena");
        for (int at = offset; at < offset + size(node); at++) {
            assertEquals(owner(node, role), owners[at], () -> role + " of layer " + node + " is lost " + when);
        }
    }

    private int size(int node) {
        return Math.toIntExact(nodes.get(node).shape().size());
    }

    private int owner(int node, Role role) {
        return Role.values().length * program.aliases().getOrDefault(node, node) + role.ordinal();
    }
}
