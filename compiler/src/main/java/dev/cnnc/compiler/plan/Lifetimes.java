package dev.cnnc.compiler.plan;

import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.lower.Program;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operand.Access;
import dev.cnnc.compiler.program.Operand.Role;
import dev.cnnc.compiler.program.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From when to when each tensor of a program is needed, and which tensors share a buffer.
 *
 * <p>The input is there before the first step and the outputs until after the last. Aliases are one tensor, which lives
 * as long as any of them.
 */
final class Lifetimes {

    private final Program program;
    private final Map<Integer, Node> nodes;
    private final Map<Key, int[]> spans = new LinkedHashMap<>();
    private final Map<Key, Key> holders = new LinkedHashMap<>();

    private Lifetimes(Program program) {
        this.program = program;
        this.nodes = program.graph().byId();
    }

    /** The output of a node, or its gradient. */
    record Key(int node, Role role) {}

    /**
     * With outputs in the place of inputs that are not needed any more, where a step allows it. Then a residual sum
     * reads and writes the same cache lines.
     */
    static Lifetimes of(Program program) {
        Lifetimes lifetimes = new Lifetimes(program);
        lifetimes.measure();
        lifetimes.share();
        return lifetimes;
    }

    /** Every tensor has a buffer of its own, in use from before the first step until after the last. */
    static Lifetimes unending(Program program) {
        Lifetimes lifetimes = new Lifetimes(program);
        lifetimes.measure();
        lifetimes.spans.replaceAll((key, span) -> new int[] {-1, program.schedule().size()});
        return lifetimes;
    }

    /** All tensors in the order of their first use. */
    List<Buffer> tensors() {
        List<Buffer> tensors = new ArrayList<>();
        spans.forEach((key, span) -> tensors.add(new Buffer(key.node, key.role, floats(key), span[0], span[1])));
        return tensors;
    }

    /** What is to be placed: of tensors that share a buffer the first, for the lives of all. */
    List<Buffer> buffers() {
        Map<Key, Buffer> buffers = new LinkedHashMap<>();
        for (Buffer tensor : tensors()) {
            Key key = new Key(tensor.node(), tensor.role());
            buffers.merge(holder(key), tensor, (one, next) ->
                    new Buffer(one.node(), one.role(), one.floats(), one.first(), Math.max(one.last(), next.last())));
        }
        return List.copyOf(buffers.values());
    }

    /** The tensor for whose buffer a place is looked for, where another one's takes that, too. */
    Key holder(Key tensor) {
        Key root = root(tensor);
        return holders.getOrDefault(root, root);
    }

    /** The tensor of which another one is an alias. */
    Key root(Key tensor) {
        return new Key(program.aliases().getOrDefault(tensor.node, tensor.node), tensor.role);
    }

    private long floats(Key key) {
        return nodes.get(key.node).shape().size();
    }

    private void measure() {
        List<Step> schedule = program.schedule();
        touch(new Key(program.graph().nodes().get(0).id(), Role.VALUE), -1);
        for (int at = 0; at < schedule.size(); at++) {
            for (Operand.Tensor tensor : tensors(schedule.get(at))) {
                touch(key(tensor), at);
            }
        }
        for (GraphOutput output : program.graph().outputs()) {
            touch(new Key(output.node(), Role.VALUE), schedule.size());
        }
    }

    private void touch(Key tensor, int at) {
        int[] span = spans.computeIfAbsent(root(tensor), key -> new int[] {at, at});
        span[1] = Math.max(span[1], at);
    }

    private void share() {
        Map<Key, Integer> ends = new LinkedHashMap<>();
        spans.forEach((key, span) -> ends.put(key, span[1]));
        List<Step> schedule = program.schedule();
        for (int at = 0; at < schedule.size(); at++) {
            List<Operand.Tensor> tensors = tensors(schedule.get(at));
            List<Key> written = withAccess(tensors, Access.WRITE);
            List<Key> replaceable = withAccess(tensors, Access.REPLACEABLE);
            if (written.size() != 1 || replaceable.size() != 1) {
                continue;
            }
            Key output = root(written.get(0));
            Key holder = holder(replaceable.get(0));
            long uses = tensors.stream().filter(tensor -> holder(key(tensor)).equals(holder)).count();
            if (uses == 1 && ends.get(holder) == at && spans.get(output)[0] == at && floats(output) == floats(holder)) {
                holders.put(output, holder);
                ends.put(holder, spans.get(output)[1]);
            }
        }
    }

    private static List<Key> withAccess(List<Operand.Tensor> tensors, Access access) {
        return tensors.stream().filter(tensor -> tensor.access() == access).map(Lifetimes::key).toList();
    }

    private static List<Operand.Tensor> tensors(Step step) {
        return step.operands().stream()
                .filter(Operand.Tensor.class::isInstance)
                .map(Operand.Tensor.class::cast)
                .toList();
    }

    private static Key key(Operand.Tensor tensor) {
        return new Key(tensor.node(), tensor.role());
    }
}
