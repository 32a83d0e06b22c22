package dev.cnnc.compiler.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.cnnc.compiler.lower.Program;
import dev.cnnc.compiler.lower.Program.LoweredLayer;
import dev.cnnc.compiler.lower.Program.LoweredLoss;
import dev.cnnc.compiler.plan.PlannedProgram;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.Step;
import dev.cnnc.runtime.MemoryPlan;
import dev.cnnc.runtime.op.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * What the two nested classes have in common: constants for the places of tensors, a field per operation, a method per
 * layer, and the methods of blocks and stages that call them. What {@link Repeats} finds to be the same is a loop
 * over arrays of operations.
 */
final class ProgramClass {

    private static final ParameterSpec WORKSPACE = ParameterSpec.builder(Workspace.class, "workspace").build();
    private static final ParameterSpec TURN = ParameterSpec.builder(TypeName.INT, Places.TURN).build();

    private static final String BACKWARD = "Backward";

    private final PlannedProgram planned;
    private final LayerComment comments;
    private final Identifiers fields;
    private final Identifiers methods = Identifiers.forMethods();
    private final Places places;
    private final String plan;
    private final List<Stretch> stretches;
    /** Each operation by its own name; of those in a loop, with the number of the turn. */
    private final Map<Integer, CodeBlock> operations = new HashMap<>();
    /** Those of a loop's first turn as every turn names its own. */
    private final Map<Integer, CodeBlock> inTurns = new HashMap<>();
    private final List<FieldSpec> operationFields = new ArrayList<>();
    private final TypeSpec.Builder type;

    /** @param fields names of the enclosing class, which are not to be hidden */
    ProgramClass(String name, Class<?> kind, PlannedProgram planned, ParameterNames parameters, Identifiers fields) {
        this.planned = planned;
        this.fields = fields.nested();
        this.comments = new LayerComment(planned.program().graph().byId());
        this.places = new Places(planned, parameters, this.fields);
        this.plan = this.fields.constant("plan");
        this.stretches = Repeats.of(planned.program(), places);
        this.type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(kind);
        addOperations();
    }

    private Program program() {
        return planned.program();
    }

    /** How many layers have code of their own. */
    int differentLayers() {
        return stretches.stream().mapToInt(stretch -> stretch.layers().size()).sum();
    }

    /** The class with all that was added. */
    TypeSpec build(String javadoc) {
        List<CodeBlock> outputs = new ArrayList<>();
        program().graph().outputs().forEach(output -> outputs.add(places.value(output.node())));
        FieldSpec memory = FieldSpec.builder(MemoryPlan.class, plan, Modifier.STATIC, Modifier.FINAL)
                .initializer("new $T($L, $L, $L, $T.of($L))", MemoryPlan.class, planned.arena().floats(),
                        program().slots(), places.value(program().graph().nodes().get(0).id()), List.class,
                        Arguments.list(outputs))
                .build();
        return type.addJavadoc(javadoc)
                .addFields(places.fields())
                .addField(memory)
                .addFields(operationFields)
                .build();
    }

    /** The field that holds the memory plan. */
    String plan() {
        return plan;
    }

    private void addOperations() {
        CallTree tree = new CallTree(methods, "Create", WORKSPACE);
        List<CallTree.Leaf> leaves = new ArrayList<>();
        for (Stretch stretch : stretches) {
            List<CallTree.Leaf> created = new ArrayList<>();
            for (SharedLayer layer : stretch.layers()) {
                create(layer).forEach(operation -> created.add(new CallTree.Leaf(List.of(), operation)));
            }
            leaves.addAll(looped(tree, stretch, created, false));
        }
        for (LoweredLoss loss : program().losses()) {
            Operation operation = loss.operation();
            CodeBlock field = addField(List.of(operation), loss.output() + "Loss");
            leaves.add(new CallTree.Leaf(List.of(), create(field, operation, operation)));
        }
        CodeBlock body = tree.body(leaves);
        if (!tree.methods().isEmpty()) {
            // Only a constructor may set final fields, and this one is split into methods.
            operationFields.replaceAll(field -> field.initializer().isEmpty() ? withoutFinal(field) : field);
        }
        type.addMethod(MethodSpec.constructorBuilder().addParameter(WORKSPACE).addCode(body).build());
        type.addMethods(tree.methods());
    }

    private static FieldSpec withoutFinal(FieldSpec field) {
        return FieldSpec.builder(field.type(), field.name(), Modifier.PRIVATE).build();
    }

    private List<CodeBlock> create(SharedLayer layer) {
        List<CodeBlock> created = new ArrayList<>();
        List<Operation> first = layer.first().operations();
        for (int i = 0; i < first.size(); i++) {
            String suffix = first.size() == 1 ? "" : "_" + (i + 1);
            int place = i;
            CodeBlock field = addField(
                    layer.turns().stream().map(turn -> turn.operations().get(place)).toList(), layer.path() + suffix);
            CodeBlock.Builder code = CodeBlock.builder();
            if (i == 0) {
                code.add("// $L\n", SourceQuote.comment(layer.first().node().layer().describe()));
            }
            created.add(code.add(create(field, first.get(i), layer.second().operations().get(i))).build());
        }
        return created;
    }

    /** A field for an operation, or for one in each turn; as that turn names it. */
    private CodeBlock addField(List<Operation> turns, String wanted) {
        String name = fields.name(wanted);
        Class<?> kind = turns.get(0).type();
        if (turns.size() == 1) {
            operations.put(turns.get(0).id(), CodeBlock.of("$N", name));
            operationFields.add(FieldSpec.builder(kind, name, Modifier.PRIVATE, Modifier.FINAL).build());
            return CodeBlock.of("$N", name);
        }
        for (int turn = 0; turn < turns.size(); turn++) {
            operations.put(turns.get(turn).id(), CodeBlock.of("$N[$L]", name, turn));
        }
        operationFields.add(FieldSpec.builder(ArrayTypeName.of(kind), name, Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T[$L]", kind, turns.size())
                .build());
        CodeBlock inTurn = CodeBlock.of("$N[$N]", name, TURN);
        inTurns.put(turns.get(0).id(), inTurn);
        return inTurn;
    }

    private static CodeBlock create(CodeBlock field, Operation first, Operation second) {
        List<CodeBlock> arguments = new ArrayList<>();
        arguments.add(CodeBlock.of("$N", WORKSPACE));
        for (int i = 0; i < first.arguments().size(); i++) {
            CodeBlock argument = Arguments.of(first.arguments().get(i));
            boolean counts = first.arguments().get(i) instanceof Integer;
            arguments.add(counts
                    ? Places.inTurn(argument, (int) first.arguments().get(i), (int) second.arguments().get(i))
                    : argument);
        }
        return CodeBlock.of("$[$L = new $T($L);\n$]", field, first.type(),
                Arguments.list(arguments));
    }

    /** The method that packs weights, in one flat list. */
    void addPrepare() {
        CallTree tree = new CallTree(methods, "Prepare");
        List<CallTree.Leaf> leaves = new ArrayList<>();
        for (Stretch stretch : stretches) {
            List<CallTree.Leaf> packed = new ArrayList<>();
            for (SharedLayer layer : stretch.layers()) {
                calls(stretch, layer, LoweredLayer::prepare).forEach(call -> packed.add(new CallTree.Leaf(List.of(), call)));
            }
            leaves.addAll(looped(tree, stretch, packed, false));
        }
        addEntry("prepare", tree, leaves);
    }

    /** The method that runs all layers, and theirs. */
    void addForward(String entry, String suffix) {
        CallTree tree = new CallTree(methods, suffix);
        List<MethodSpec> layers = new ArrayList<>();
        List<CallTree.Leaf> leaves = new ArrayList<>();
        for (Stretch stretch : stretches) {
            leaves.addAll(layerCalls(tree, stretch, suffix, LoweredLayer::forward, layers));
        }
        for (LoweredLoss loss : program().losses()) {
            leaves.add(new CallTree.Leaf(List.of(), call(loss.forward())));
        }
        addEntry(entry, tree, leaves);
        type.addMethods(layers);
    }

    /** The method that runs all layers backwards, and theirs. */
    void addBackward() {
        CallTree tree = new CallTree(methods, BACKWARD);
        List<MethodSpec> layers = new ArrayList<>();
        List<CallTree.Leaf> leaves = new ArrayList<>();
        for (LoweredLoss loss : program().losses()) {
            loss.backward().forEach(step -> leaves.add(new CallTree.Leaf(List.of(), call(step))));
        }
        for (int i = stretches.size() - 1; i >= 0; i--) {
            leaves.addAll(layerCalls(tree, stretches.get(i), BACKWARD, LoweredLayer::backward, layers));
        }
        addEntry("backward", tree, leaves);
        type.addMethods(layers);
    }

    private List<CallTree.Leaf> layerCalls(CallTree tree, Stretch stretch, String suffix,
            Function<LoweredLayer, List<Step>> steps, List<MethodSpec> layers) {
        boolean backward = suffix.equals(BACKWARD);
        List<CallTree.Leaf> calls = new ArrayList<>();
        for (SharedLayer layer : stretch.layers()) {
            if (!steps.apply(layer.first()).isEmpty()) {
                calls.add(layerMethod(layer, calls(stretch, layer, steps), suffix, layers));
            }
        }
        if (backward) {
            Collections.reverse(calls);
        }
        return looped(tree, stretch, calls, backward);
    }

    private CallTree.Leaf layerMethod(
            SharedLayer layer, List<CodeBlock> calls, String suffix, List<MethodSpec> layers) {
        CallTree plain = new CallTree(methods, suffix);
        CallTree tree = layer.repeats() ? plain.inside(TURN) : plain;
        MethodSpec method = MethodSpec.methodBuilder(methods.name(layer.path() + suffix))
                .addJavadoc(suffix.equals(BACKWARD) ? CodeBlock.of("") : CodeBlock.of("$L", comments.of(layer)))
                .addModifiers(Modifier.PRIVATE)
                .addParameters(layer.repeats() ? List.of(TURN) : List.of())
                .addCode(CodeBlock.join(tree.split(calls, layer.path()), ""))
                .build();
        layers.add(method);
        layers.addAll(tree.methods());
        return new CallTree.Leaf(
                layer.scope(), CodeBlock.of("$N($L);\n", method.name(), layer.repeats() ? Places.TURN : ""));
    }

    /** The body of a repeat as one statement that runs it as often as it turns; what does not repeat, as it is. */
    private static List<CallTree.Leaf> looped(
            CallTree tree, Stretch stretch, List<CallTree.Leaf> body, boolean backward) {
        if (!stretch.repeats() || body.isEmpty()) {
            return body;
        }
        String title = "One turn of " + SourceQuote.comment(stretch.title()) + ".";
        CodeBlock once = tree.inside(TURN).call(stretch.name() + "_turn", stretch.scope().size(), title, body);
        String head = backward
                ? "for (int turn = " + (stretch.turns() - 1) + "; turn >= 0; turn--)"
                : "for (int turn = 0; turn < " + stretch.turns() + "; turn++)";
        return List.of(new CallTree.Leaf(stretch.scope(), CodeBlock.of("// $L\n$L {\n$>$L$<}\n",
                SourceQuote.comment(stretch.title()), head, once)));
    }

    private void addEntry(String name, CallTree tree, List<CallTree.Leaf> leaves) {
        type.addMethod(MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addCode(tree.body(leaves))
                .build());
        type.addMethods(tree.methods());
    }

    private List<CodeBlock> calls(Stretch stretch, SharedLayer layer, Function<LoweredLayer, List<Step>> steps) {
        List<Step> first = steps.apply(layer.first());
        List<Step> second = steps.apply(layer.second());
        List<CodeBlock> calls = new ArrayList<>();
        int own = layer.first().node().id();
        int before = own;
        for (int i = 0; i < first.size(); i++) {
            Step step = first.get(i);
            int id = step.operation().id();
            boolean inTurn = stretch.begins(step.operation().node()) && inTurns.containsKey(id);
            CodeBlock call = call((inTurn ? inTurns : operations).get(id), step, second.get(i));
            boolean another = step.node() != own && step.node() != before;
            calls.add(another ? CodeBlock.of("// $L\n$L", comments.again(step.node()), call) : call);
            before = step.node();
        }
        return calls;
    }

    private CodeBlock call(Step step) {
        return call(operations.get(step.operation().id()), step, step);
    }

    private CodeBlock call(CodeBlock operation, Step first, Step second) {
        List<CodeBlock> arguments = IntStream.range(0, first.operands().size())
                .mapToObj(i -> places.expression(first.operands().get(i), second.operands().get(i)))
                .toList();
        return CodeBlock.of("$[$L.$N($L);\n$]", operation, first.method(), Arguments.list(arguments));
    }
}
