package dev.cnnc.compiler.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.plan.PlannedProgram;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operand.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** What operations are given, as numbers and as expressions; and the constants that name the places of tensors. */
final class Places {

    /** The variable that counts the turns of a loop. */
    static final String TURN = "turn";

    private final PlannedProgram planned;
    private final ParameterNames parameters;
    private final Map<Key, String> names = new LinkedHashMap<>();
    private final Set<Key> used = new HashSet<>();

    Places(PlannedProgram planned, ParameterNames parameters, Identifiers fields) {
        this.planned = planned;
        this.parameters = parameters;
        for (Role role : Role.values()) {
            for (Node node : planned.program().graph().nodes()) {
                if (planned.arena().holds(node.id(), role)) {
                    String suffix = switch (role) {
                        case VALUE -> "";
                        case GRADIENT -> "_gradient";
                        case RECOMPUTED -> "_again";
                    };
                    names.put(new Key(node.id(), role), fields.constant(node.origin().path() + suffix));
                }
            }
        }
    }

    private record Key(int node, Role role) {}

    /** The output of a node. */
    CodeBlock value(int node) {
        return tensor(new Key(node, Role.VALUE));
    }

    /** The number that the generated code hands over; 0 where it is none. */
    int number(Operand operand) {
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
        return ((Operand.Literal) operand).value() instanceof Integer number ? number : 0;
    }

    /** An expression for what the first turn of a loop is given, and from there on the others. */
    CodeBlock expression(Operand first, Operand second) {
        return inTurn(expression(first), number(first), number(second));
    }

    /** A number in the first turn that grows as it does to the second. */
    static CodeBlock inTurn(CodeBlock expression, int first, int second) {
        if (first == second) {
            return expression;
        }
        int step = Math.abs(second - first);
        String growth = step == 1 ? TURN : TURN + " * " + step;
        return CodeBlock.of("$L $L $L", expression, second > first ? "+" : "-", growth);
    }

    private CodeBlock expression(Operand operand) {
        if (operand instanceof Operand.Tensor tensor) {
            return tensor(new Key(tensor.node(), tensor.role()));
        }
        if (operand instanceof Operand.Weight weight) {
            return CodeBlock.of("$N", parameters.constant(weight.name()));
        }
        if (operand instanceof Operand.State state) {
            return CodeBlock.of("$N", parameters.constant(state.name()));
        }
        if (operand instanceof Operand.Slot slot) {
            return CodeBlock.of("$L", slot.index());
        }
        return Arguments.of(((Operand.Literal) operand).value());
    }

    private CodeBlock tensor(Key key) {
        used.add(key);
        return CodeBlock.of("$N", names.get(key));
    }

    /** The constants that expressions named so far. */
    List<FieldSpec> fields() {
        List<FieldSpec> fields = new ArrayList<>();
        names.forEach((key, name) -> {
            if (used.contains(key)) {
                fields.add(FieldSpec.builder(TypeName.INT, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer("$L", planned.arena().offset(key.node(), key.role()))
                        .build());
            }
        });
        return fields;
    }
}
