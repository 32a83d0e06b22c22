package dev.cnnc.compiler.lower;

import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.lower.Program.LoweredLayer;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operand.Access;
import dev.cnnc.compiler.program.Operand.Role;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.Step;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.runtime.op.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what layers emit for training. */
final class TrainingLowering implements TrainingEmitter {

    private final Map<Integer, Node> nodes;
    private final GradientFlow flow;
    private final Operations operations = new Operations();
    private Node node;
    private List<Step> forward;
    private List<Step> backward;
    private int streams;

    TrainingLowering(Map<Integer, Node> nodes, GradientFlow flow) {
        this.nodes = nodes;
        this.flow = flow;
    }

    LoweredLayer lower(Node next) {
        node = next;
        forward = new ArrayList<>();
        backward = new ArrayList<>();
        operations.begin();
        node.layer().lowerTraining(this);
        // A layer emits its backward step without knowing whether anything before it learns.
        List<Step> wanted = flow.needsGradient(node.id()) ? backward : List.of();
        return new LoweredLayer(node, operations.ofLayer(), List.of(), forward, wanted);
    }

    /** How many operations there are so far. */
    int operations() {
        return operations.count();
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
    public Operand savedY() {
        return new Operand.Tensor(node.id(), Role.VALUE, Access.READ);
    }

    @Override
    public Operand dy() {
        return new Operand.Tensor(node.id(), Role.GRADIENT, Access.READ_WRITE);
    }

    @Override
    public Operand dx(int index) {
        if (!needsGradient(index)) {
            return Operand.NONE;
        }
        Access access = flow.accumulates(node, index) ? Access.READ_WRITE : Access.WRITE;
        return new Operand.Tensor(node.inputs().get(index), Role.GRADIENT, access);
    }

    @Override
    public boolean needsGradient(int index) {
        return flow.needsGradient(node.inputs().get(index));
    }

    @Override
    public Operand accumulate(int index) {
        return Operand.literal(needsGradient(index) && flow.accumulates(node, index));
    }

    @Override
    public Operand parameter(String role) {
        return Operations.parameter(node, role);
    }

    @Override
    public int stream() {
        return streams++;
    }

    @Override
    public Operation operation(Class<?> type, Object... arguments) {
        return operations.add(node, type, arguments);
    }

    @Override
    public void forward(Operation operation, String method, Operand... operands) {
        forward.add(new Step(operation, method, List.of(operands), node.id()));
    }

    @Override
    public void backward(Operation operation, String method, Operand... operands) {
        backward.add(new Step(operation, method, List.of(operands), node.id()));
    }
}
