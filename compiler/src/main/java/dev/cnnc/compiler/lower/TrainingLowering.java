package dev.cnnc.compiler.lower;

import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.lower.Program.LoweredLayer;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operand.Access;
import dev.cnnc.compiler.program.Operand.Role;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.Step;
import dev.cnnc.compiler.program.TrainingEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what layers emit for training. */
final class TrainingLowering extends LayerLowering implements TrainingEmitter {

    private final GradientFlow flow;
    private List<Step> forward;
    private List<Step> again;
    private List<Step> backward;
    private int streams;

    TrainingLowering(Map<Integer, Node> nodes, GradientFlow flow) {
        super(nodes);
        this.flow = flow;
    }

    LoweredLayer lower(Node next) {
        begin(next);
        forward = new ArrayList<>();
        again = new ArrayList<>();
        backward = new ArrayList<>();
        next.layer().lowerTraining(this);
        // A layer emits its backward step without knowing whether anything before it learns.
        List<Step> wanted = flow.needsGradient(next.id()) ? backward : List.of();
        return new LoweredLayer(next, ofLayer(), List.of(), forward, again, wanted);
    }

    @Override
    public Operand savedY() {
        return new Operand.Tensor(node().id(), Role.VALUE, Access.READ);
    }

    @Override
    public Operand dy() {
        return new Operand.Tensor(node().id(), Role.GRADIENT, Access.READ_WRITE);
    }

    @Override
    public Operand dx(int index) {
        if (!needsGradient(index)) {
            return Operand.NONE;
        }
        Access access = flow.accumulates(node(), index) ? Access.READ_WRITE : Access.WRITE;
        return new Operand.Tensor(node().inputs().get(index), Role.GRADIENT, access);
    }

    @Override
    public boolean needsGradient(int index) {
        return flow.needsGradient(node().inputs().get(index));
    }

    @Override
    public Operand accumulate(int index) {
        return Operand.literal(needsGradient(index) && flow.accumulates(node(), index));
    }

    @Override
    public boolean frozen() {
        List<NamedParameter> parameters = node().parameters();
        return !parameters.isEmpty() && parameters.stream().allMatch(NamedParameter::frozen);
    }

    @Override
    public int stream() {
        return streams++;
    }

    @Override
    public void forward(Operation operation, String method, Operand... operands) {
        forward.add(step(operation, method, operands));
    }

    @Override
    public void again(Operation operation, String method, Operand... operands) {
        again.add(step(operation, method, operands));
    }

    @Override
    public void backward(Operation operation, String method, Operand... operands) {
        backward.add(step(operation, method, operands));
    }
}
