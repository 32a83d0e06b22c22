package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Layout;
import dev.cnnc.runtime.op.Tail;
import dev.cnnc.runtime.op.Workspace;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes down what one layer emits, a line a call, and checks every call against the runtime: that the operation has a
 * constructor for those arguments and a method for those operands.
 */
final class RecordingEmitter implements InferenceEmitter, TrainingEmitter {

    private static final Map<Class<?>, Class<?>> PRIMITIVES =
            Map.of(Integer.class, int.class, Float.class, float.class, Boolean.class, boolean.class);

    private final List<Layout> inputs;
    private final Layout output;
    private final List<String> roles;
    private final boolean gradients;
    private final List<String> lines = new ArrayList<>();
    private boolean frozen;
    private int operations;

    RecordingEmitter(Layer layer, boolean gradients, Shape... inputs) {
        this.inputs = Arrays.stream(inputs).map(RecordingEmitter::layout).toList();
        this.output = layout(layer.outputShape(List.of(inputs)));
        this.roles = layer.parameters(List.of(inputs)).stream().map(Parameter::role).toList();
        this.gradients = gradients;
    }

    static String inference(Layer layer, Shape... inputs) {
        RecordingEmitter emitter = new RecordingEmitter(layer, false, inputs);
        layer.lowerInference(emitter);
        return String.join("\n", emitter.lines);
    }

    static String training(Layer layer, boolean gradients, Shape... inputs) {
        RecordingEmitter emitter = new RecordingEmitter(layer, gradients, inputs);
        layer.lowerTraining(emitter);
        return String.join("\n", emitter.lines);
    }

    /** What the layer emits if none of its weights learn. */
    static String frozen(Layer layer, Shape... inputs) {
        RecordingEmitter emitter = new RecordingEmitter(layer, true, inputs);
        emitter.frozen = true;
        layer.lowerTraining(emitter);
        return String.join("\n", emitter.lines);
    }

    private static Layout layout(Shape shape) {
        return new Layout((int) shape.height(), (int) shape.width(), (int) shape.channels());
    }

    @Override
    public int inputs() {
        return inputs.size();
    }

    @Override
    public Layout input(int index) {
        return inputs.get(index);
    }

    @Override
    public Layout output() {
        return output;
    }

    @Override
    public Operand replaceable(int index) {
        return x(index);
    }

    @Override
    public Operand x(int index) {
        return Operand.literal("x" + index);
    }

    @Override
    public Operand y() {
        return Operand.literal("y");
    }

    @Override
    public Operand savedY() {
        return Operand.literal("savedY");
    }

    @Override
    public Operand dy() {
        return Operand.literal("dy");
    }

    @Override
    public Operand dx(int index) {
        return gradients ? Operand.literal("dx" + index) : Operand.NONE;
    }

    @Override
    public boolean needsGradient(int index) {
        return gradients;
    }

    @Override
    public Operand accumulate(int index) {
        return Operand.literal(false);
    }

    @Override
    public Operand parameter(String role) {
        return roles.contains(role) || role.startsWith("norm.") ? Operand.literal(role) : Operand.NONE;
    }

    @Override
    public boolean frozen() {
        return frozen;
    }

    @Override
    public int stream() {
        return 7;
    }

    @Override
    public Operand slot() {
        return Operand.literal("slot");
    }

    @Override
    public Operation operation(Class<?> type, Object... arguments) {
        List<Class<?>> types = new ArrayList<>(List.of(Workspace.class));
        for (Object argument : arguments) {
            types.add(argument instanceof Enum<?> constant
                    ? constant.getDeclaringClass()
                    : PRIMITIVES.getOrDefault(argument.getClass(), argument.getClass()));
        }
        boolean exists = Arrays.stream(type.getConstructors())
                .map(Constructor::getParameterTypes)
                .anyMatch(parameters -> List.of(parameters).equals(types));
        if (!exists) {
            throw new AssertionError(type + " has no constructor for " + types);
        }
        lines.add("new " + type.getSimpleName() + Arrays.stream(arguments)
                .map(RecordingEmitter::text)
                .collect(Collectors.joining(", ", "(", ")")));
        return new Operation(operations++, 0, type, List.of(arguments));
    }

    private static String text(Object argument) {
        if (argument instanceof Layout layout) {
            return layout.height() + "x" + layout.width() + "x" + layout.channels();
        }
        return argument instanceof Tail tail
                ? "Tail(" + tail.activation() + (tail.residual() ? ", residual)" : ")")
                : argument.toString();
    }

    @Override
    public void prepare(Operation operation, String method, Operand... operands) {
        call("prepare ", operation, method, operands);
    }

    @Override
    public void run(Operation operation, String method, Operand... operands) {
        call("", operation, method, operands);
    }

    @Override
    public void forward(Operation operation, String method, Operand... operands) {
        call("", operation, method, operands);
    }

    /** Written down where it is another call than the forward one. */
    @Override
    public void again(Operation operation, String method, Operand... operands) {
        call("again ", operation, method, operands);
        String line = lines.remove(lines.size() - 1);
        if (!lines.contains(line.substring("again ".length()))) {
            lines.add(line);
        }
    }

    @Override
    public void backward(Operation operation, String method, Operand... operands) {
        call("", operation, method, operands);
    }

    private void call(String phase, Operation operation, String method, Operand... operands) {
        List<Class<?>> types = new ArrayList<>();
        for (Operand operand : operands) {
            Object value = ((Operand.Literal) operand).value();
            types.add(value instanceof String ? int.class : PRIMITIVES.get(value.getClass()));
        }
        boolean exists = Arrays.stream(operation.type().getMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .map(Executable::getParameterTypes)
                .anyMatch(parameters -> List.of(parameters).equals(types));
        if (!exists) {
            throw new AssertionError(operation.type() + " has no method " + method + types);
        }
        lines.add(phase + method + Arrays.stream(operands)
                .map(operand -> ((Operand.Literal) operand).value().toString())
                .collect(Collectors.joining(", ", "(", ")")));
    }

    @Override
    public void alias(int input) {
        lines.add("alias x" + input);
    }
}
