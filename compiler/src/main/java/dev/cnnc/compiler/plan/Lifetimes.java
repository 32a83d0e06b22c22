package dev.cnnc.compiler.plan;

import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.lower.Program;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operand.Role;
import dev.cnnc.compiler.program.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From when to when each tensor of a program is needed. */
final class Lifetimes {

    private final Program program;
    private final Map<Key, int[]> spans = new LinkedHashMap<>();

    private Lifetimes(Program program) {
        this.program = program;
    }

    private record Key(int node, Role role) {}

    /**
     * The buffers of a program in the order of their first use. The input is there before the first step and the
     * outputs until after the last; aliases share a buffer, which then lives as long as any of them.
     */
    static List<Buffer> of(Program program) {
        return new Lifetimes(program).compute();
    }

    /** The same buffers, each in use from before the first step until after the last. */
    static List<Buffer> unending(Program program) {
        int end = program.schedule().size();
        return of(program).stream()
                .map(buffer -> new Buffer(buffer.node(), buffer.role(), buffer.floats(), -1, end))
                .toList();
    }

    private List<Buffer> compute() {
        List<Step> schedule = program.schedule();
        touch(program.graph().nodes().get(0).id(), Role.VALUE, -1);
        for (int at = 0; at < schedule.size(); at++) {
            for (Operand operand : schedule.get(at).operands()) {
                if (operand instanceof Operand.Tensor tensor) {
                    touch(tensor.node(), tensor.role(), at);
                }
            }
        }
        for (GraphOutput output : program.graph().outputs()) {
            touch(output.node(), Role.VALUE, schedule.size());
        }
        Map<Integer, Node> nodes = program.graph().byId();
        List<Buffer> buffers = new ArrayList<>();
        spans.forEach((key, span) -> buffers.add(
                new Buffer(key.node, key.role, nodes.get(key.node).shape().size(), span[0], span[1])));
        return buffers;
    }

    private void touch(int node, Role role, int at) {
        int root = program.aliases().getOrDefault(node, node);
        int[] span = spans.computeIfAbsent(new Key(root, role), key -> new int[] {at, at});
        span[1] = Math.max(span[1], at);
    }
}
