package dev.cnnc.compiler.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.lower.Program;
import dev.cnnc.compiler.lower.Program.LoweredLayer;
import dev.cnnc.compiler.lower.Program.LoweredLoss;
import dev.cnnc.compiler.plan.PlannedProgram;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operand.Role;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.Step;
import dev.cnnc.runtime.MemoryPlan;
import dev.cnnc.runtime.op.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * What the two nested classes have in common: constants for the places of tensors, a field per operation, a method per
 * layer, and the methods of blocks and stages that call them.
 */
final class ProgramClass {

    private static final ParameterSpec WORKSPACE = ParameterSpec.builder(Workspace.class, "workspace").build();

    private final PlannedProgram planned;
    private final ParameterNames parameters;
    private final LayerComment comments;
    private final Identifiers fields;
    private final Identifiers methods = Identifiers.forMethods();
    private final Map<Integer, String> operationNames = new HashMap<>();
    private final Map<Integer, String> values = new HashMap<>();
    private final Map<Integer, String> gradients = new HashMap<>();
    private final String plan;
    private final TypeSpec.Builder type;

    /** @param fields names of the enclosing class, which are not to be hidden */
    ProgramClass(String name, Class<?> kind, PlannedProgram planned, ParameterNames parameters, Identifiers fields) {
        this.planned = planned;
        this.parameters = parameters;
        this.fields = fields.nested();
        this.comments = new LayerComment(planned.program().graph().byId());
        this.plan = this.fields.constant("plan");
        this.type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(kind);
        addTensors();
        addOperations();
    }

    private Program program() {
        return planned.program();
    }

    TypeSpec.Builder type() {
        return type;
    }

    /** The field that holds the memory plan. */
    String plan() {
        return plan;
    }

    private void addTensors() {
        for (Node node : program().graph().nodes()) {
            String name = node.origin().path();
            if (planned.arena().holds(node.id(), Role.VALUE)) {
                values.put(node.id(), addOffset(name, planned.arena().offset(node.id(), Role.VALUE)));
            }
        }
        for (Node node : program().graph().nodes()) {
            String name = node.origin().path() + "_gradient";
            if (planned.arena().holds(node.id(), Role.GRADIENT)) {
                gradients.put(node.id(), addOffset(name, planned.arena().offset(node.id(), Role.GRADIENT)));
            }
        }
        List<CodeBlock> outputs = new ArrayList<>();
        for (GraphOutput output : program().graph().outputs()) {
            outputs.add(CodeBlock.of("$N", values.get(output.node())));
        }
        type.addField(FieldSpec.builder(MemoryPlan.class, plan, Modifier.STATIC, Modifier.FINAL)
                .initializer("new $T($L, $L, $N, $T.of($L))", MemoryPlan.class, planned.arena().floats(),
                        program().slots(), values.get(program().graph().nodes().get(0).id()), List.class,
                        Arguments.list(outputs))
                .build());
    }

    private String addOffset(String wanted, int offset) {
        String name = fields.constant(wanted);
        type.addField(FieldSpec.builder(TypeName.INT, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$L", offset)
                .build());
        return name;
    }

    private void addOperations() {
        CallTree tree = new CallTree(methods, "Create", WORKSPACE);
        List<Operation> operations = new ArrayList<>();
        List<CallTree.Leaf> leaves = new ArrayList<>();
        for (LoweredLayer layer : program().layers()) {
            String path = layer.node().origin().path();
            CodeBlock.Builder code = CodeBlock.builder();
            if (!layer.operations().isEmpty()) {
                code.add("// $L\n", SourceQuote.comment(layer.node().layer().describe()));
            }
            for (int i = 0; i < layer.operations().size(); i++) {
                String wanted = layer.operations().size() == 1 ? path : path + "_" + (i + 1);
                code.add(create(layer.operations().get(i), wanted));
            }
            operations.addAll(layer.operations());
            leaves.add(new CallTree.Leaf(List.of(), code.build()));
        }
        for (LoweredLoss loss : program().losses()) {
            operations.add(loss.operation());
            leaves.add(new CallTree.Leaf(List.of(), create(loss.operation(), loss.output() + "Loss")));
        }
        CodeBlock body = tree.body(leaves);
        // Only a constructor may set final fields, and a long one is split into methods.
        Modifier[] modifiers = tree.methods().isEmpty()
                ? new Modifier[] {Modifier.PRIVATE, Modifier.FINAL}
                : new Modifier[] {Modifier.PRIVATE};
        for (Operation operation : operations) {
            type.addField(operation.type(), operationNames.get(operation.id()), modifiers);
        }
        type.addMethod(MethodSpec.constructorBuilder().addParameter(WORKSPACE).addCode(body).build());
        type.addMethods(tree.methods());
    }

    private CodeBlock create(Operation operation, String wanted) {
        operationNames.put(operation.id(), fields.name(wanted));
        List<CodeBlock> arguments = new ArrayList<>();
        arguments.add(CodeBlock.of("$N", WORKSPACE));
        operation.arguments().forEach(argument -> arguments.add(Arguments.of(argument)));
        return CodeBlock.of("$[$N = new $T($L);\n$]", operationNames.get(operation.id()), operation.type(),
                Arguments.list(arguments));
    }

    /** The method that packs weights, in one flat list. */
    void addPrepare() {
        CallTree tree = new CallTree(methods, "Prepare");
        List<CallTree.Leaf> leaves = new ArrayList<>();
        for (LoweredLayer layer : program().layers()) {
            layer.prepare().forEach(step -> leaves.add(new CallTree.Leaf(List.of(), call(step))));
        }
        addEntry("prepare", tree, leaves);
    }

    /** The method that runs all layers, and theirs. */
    void addForward(String entry, String suffix) {
        CallTree tree = new CallTree(methods, suffix);
        List<CallTree.Leaf> leaves = new ArrayList<>();
        List<MethodSpec> layers = new ArrayList<>();
        for (LoweredLayer layer : program().layers()) {
            if (!layer.forward().isEmpty()) {
                leaves.add(layerMethod(layer, layer.forward(), suffix, CodeBlock.of("$L", comments.of(layer)), layers));
            }
        }
        for (LoweredLoss loss : program().losses()) {
            leaves.add(new CallTree.Leaf(List.of(), call(loss.forward())));
        }
        addEntry(entry, tree, leaves);
        type.addMethods(layers);
    }

    /** The method that runs all layers backwards, and theirs. */
    void addBackward() {
        CallTree tree = new CallTree(methods, "Backward");
        List<CallTree.Leaf> leaves = new ArrayList<>();
        List<MethodSpec> layers = new ArrayList<>();
        for (LoweredLoss loss : program().losses()) {
            loss.backward().forEach(step -> leaves.add(new CallTree.Leaf(List.of(), call(step))));
        }
        for (int i = program().layers().size() - 1; i >= 0; i--) {
            LoweredLayer layer = program().layers().get(i);
            if (!layer.backward().isEmpty()) {
                leaves.add(layerMethod(layer, layer.backward(), "Backward", CodeBlock.of(""), layers));
            }
        }
        addEntry("backward", tree, leaves);
        type.addMethods(layers);
    }

    private CallTree.Leaf layerMethod(
            LoweredLayer layer, List<Step> steps, String suffix, CodeBlock comment, List<MethodSpec> layers) {
        String path = layer.node().origin().path();
        MethodSpec.Builder method = MethodSpec.methodBuilder(methods.name(path + suffix))
                .addJavadoc(comment)
                .addModifiers(Modifier.PRIVATE);
        steps.forEach(step -> method.addCode(call(step)));
        MethodSpec built = method.build();
        layers.add(built);
        List<String> names = Arrays.asList(path.split("\\."));
        return new CallTree.Leaf(names.subList(0, names.size() - 1), CodeBlock.of("$N();\n", built.name()));
    }

    private void addEntry(String name, CallTree tree, List<CallTree.Leaf> leaves) {
        type.addMethod(MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addCode(tree.body(leaves))
                .build());
        type.addMethods(tree.methods());
    }

    private CodeBlock call(Step step) {
        List<CodeBlock> arguments = step.operands().stream().map(this::operand).toList();
        return CodeBlock.of("$[$N.$N($L);\n$]", operationNames.get(step.operation().id()), step.method(),
                Arguments.list(arguments));
    }

    private CodeBlock operand(Operand operand) {
        if (operand instanceof Operand.Tensor tensor) {
            Map<Integer, String> names = tensor.role() == Role.VALUE ? values : gradients;
            return CodeBlock.of("$N", names.get(tensor.node()));
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
}
