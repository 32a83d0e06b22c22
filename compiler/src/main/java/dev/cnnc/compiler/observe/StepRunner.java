package dev.cnnc.compiler.observe;

import dev.cnnc.compiler.plan.ParameterTable;
import dev.cnnc.compiler.plan.PlannedProgram;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.Step;
import dev.cnnc.runtime.op.Workspace;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the operations of a program and calls them one by one, as the generated code would: what that names in its
 * source, this looks up when it is made. A call takes some nanoseconds more than a compiled one.
 */
public final class StepRunner {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final PlannedProgram planned;
    private final ParameterTable parameters;
    private final Workspace workspace;
    private final Map<Integer, Object> operations = new HashMap<>();

    /** Makes the operations, which take their memory from the workspace. */
    public StepRunner(PlannedProgram planned, ParameterTable parameters, Workspace workspace) {
        this.planned = planned;
        this.parameters = parameters;
        this.workspace = workspace;
        planned.program().layers().forEach(layer -> layer.operations().forEach(this::make));
        planned.program().losses().forEach(loss -> make(loss.operation()));
    }

    /** Calls in their order, bound to their operations. */
    public Runnable bind(List<Step> steps) {
        List<MethodHandle> calls = steps.stream().map(this::bind).toList();
        return () -> calls.forEach(StepRunner::call);
    }

    private static void call(MethodHandle handle) {
        try {
            handle.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("operations declare no exceptions", e);
        }
    }

    private void make(Operation operation) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(workspace);
        arguments.addAll(operation.arguments());
        Constructor<?> constructor = fitting(List.of(operation.type().getConstructors()), arguments, operation.type());
        try {
            operations.put(operation.id(), LOOKUP.unreflectConstructor(constructor).invokeWithArguments(arguments));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot make " + operation.type(), e);
        }
    }

    private MethodHandle bind(Step step) {
        List<Object> arguments = step.operands().stream().map(this::value).toList();
        Class<?> type = step.operation().type();
        List<Method> named = List.of(type.getMethods()).stream()
                .filter(method -> method.getName().equals(step.method()))
                .toList();
        Method method = fitting(named, arguments, type);
        try {
            // Found in the operation's class, which is public, and not where it is declared, which need not be.
            MethodHandle handle = LOOKUP.findVirtual(
                    type, method.getName(), MethodType.methodType(method.getReturnType(), method.getParameterTypes()));
            return MethodHandles.insertArguments(
                            handle.bindTo(operations.get(step.operation().id())), 0, arguments.toArray())
                    .asType(MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " lets nobody call " + method, e);
        }
    }

    private Object value(Operand operand) {
        if (operand instanceof Operand.Tensor tensor) {
            return planned.arena().offset(tensor.node(), tensor.role());
        }
        if (operand instanceof Operand.Weight weight) {
            return parameters.offset(weight.name());
        }
        if (operand instanceof Operand.State state) {
            return parameters.offset(state.name());
        }
        if (operand instanceof Operand.Slot slot) {
            return slot.index();
        }
        return ((Operand.Literal) operand).value();
    }

    private static <T extends Executable> T fitting(List<T> candidates, List<Object> arguments, Class<?> type) {
        return candidates.stream()
                .filter(candidate -> fits(candidate.getParameterTypes(), arguments))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " takes no " + arguments));
    }

    private static boolean fits(Class<?>[] types, List<Object> arguments) {
        if (types.length != arguments.size()) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (!MethodType.methodType(types[i]).wrap().returnType().isInstance(arguments.get(i))) {
                return false;
            }
        }
        return true;
    }
}
