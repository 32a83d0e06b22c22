package dev.cnnc.compiler.lower;

import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.lower.Program.LoweredLayer;
import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operand.Access;
import dev.cnnc.compiler.program.Operand.Role;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.Step;
import dev.cnnc.runtime.op.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what layers emit for predictions. */
final class InferenceLowering implements InferenceEmitter {

    private final Map<Integer, Node> nodes;
    private final Operations operations = new Operations();
    private final Map<Integer, Integer> aliases = new HashMap<>();
    private Node node;
    private List<Step> prepare;
    private List<Step> run;
    private int slots;

    InferenceLowering(Map<Integer, Node> nodes) {
        this.nodes = nodes;
    }

    LoweredLayer lower(Node next) {
        node = next;
        prepare = new ArrayList<>();
        run = new ArrayList<>();
        operations.begin();
        node.layer().lowerInference(this);
        return new LoweredLayer(node, operations.ofLayer(), prepare, run, List.of());
    }

    int slots() {
        return slots;
    }

    Map<Integer, Integer> aliases() {
        return aliases;
    }

    @Override
    public int inputs() {
        return node.inputs().size();
    }

    @Override
    public Layout input(int index) {
        return Operations.layout(nodes.get(node.inputs().get(index)).shape());
    }

    @Override
    public Layout output() {
        return Operations.layout(node.shape());
    }

    @Override
    public Operand x(int index) {
        return new Operand.Tensor(node.inputs().get(index), Role.VALUE, Access.READ);
    }

    @Override
    public Operand y() {
        return new Operand.Tensor(node.id(), Role.VALUE, Access.WRITE);
    }

    @Override
    public Operand parameter(String role) {
        return Operations.parameter(node, role);
    }

    @Override
    public Operand slot() {
        return new Operand.Slot(slots++);
    }

    @Override
    public Operation operation(Class<?> type, Object... arguments) {
        return operations.add(node, type, arguments);
    }

    @Override
    public void prepare(Operation operation, String method, Operand... operands) {
        prepare.add(new Step(operation, method, List.of(operands), node.id()));
    }

    @Override
    public void run(Operation operation, String method, Operand... operands) {
        run.add(new Step(operation, method, List.of(operands), node.id()));
    }

    @Override
    public void alias(int input) {
        int source = node.inputs().get(input);
        aliases.put(node.id(), aliases.getOrDefault(source, source));
    }
}
