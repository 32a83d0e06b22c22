package dev.cnnc.compiler.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * Statements grouped into methods that mirror the blocks and stages of the network, so that a method reads like its
 * part of the {@code .cnn} file and none grows beyond what the JIT compiles (8,000 bytes of code).
 */
final class CallTree {

    /** A statement's code takes at most some 100 bytes, so such a method stays below the limit. */
    private static final int MOST_STATEMENTS = 64;

    private final Identifiers names;
    private final String suffix;
    private final List<ParameterSpec> parameters;
    private final List<MethodSpec> methods;

    /**
     * @param names      of the class's methods
     * @param suffix     of the methods' names: {@code Forward}
     * @param parameters that every method takes and hands on
     */
    CallTree(Identifiers names, String suffix, ParameterSpec... parameters) {
        this(names, suffix, List.of(parameters), new ArrayList<>());
    }

    private CallTree(Identifiers names, String suffix, List<ParameterSpec> parameters, List<MethodSpec> methods) {
        this.names = names;
        this.suffix = suffix;
        this.parameters = List.copyOf(parameters);
        this.methods = methods;
    }

    /**
     * A statement and where it belongs.
     *
     * @param scope the names of the blocks around it, outermost first
     */
    record Leaf(List<String> scope, CodeBlock statement) {}

    /** The body of the method on top. */
    CodeBlock body(List<Leaf> leaves) {
        return join(split(statements(leaves, 0), "all"));
    }

    /**
     * One statement for all of them, which calls a method where there are several.
     *
     * @param depth how many blocks are around all of them
     */
    CodeBlock call(String path, int depth, String title, List<Leaf> leaves) {
        List<CodeBlock> statements = statements(leaves, depth);
        return statements.size() == 1 ? statements.get(0) : method(path, split(statements, path), title);
    }

    /** A tree that gives its methods to this one, and hands them a further parameter. */
    CallTree inside(ParameterSpec further) {
        List<ParameterSpec> all = new ArrayList<>(parameters);
        all.add(further);
        return new CallTree(names, suffix, all, methods);
    }

    /** The methods that the body calls. */
    List<MethodSpec> methods() {
        return methods;
    }

    private List<CodeBlock> statements(List<Leaf> leaves, int depth) {
        List<CodeBlock> statements = new ArrayList<>();
        int at = 0;
        while (at < leaves.size()) {
            int end = at + 1;
            List<String> scope = leaves.get(at).scope();
            if (scope.size() > depth) {
                while (end < leaves.size() && isInside(leaves.get(end), scope.get(depth), depth)) {
                    end++;
                }
            }
            statements.add(end == at + 1 ? leaves.get(at).statement() : group(leaves.subList(at, end), depth + 1));
            at = end;
        }
        return statements;
    }

    private static boolean isInside(Leaf leaf, String name, int depth) {
        return leaf.scope().size() > depth && leaf.scope().get(depth).equals(name);
    }

    private CodeBlock group(List<Leaf> leaves, int depth) {
        List<CodeBlock> inner = statements(leaves, depth);
        if (inner.size() == 1) {
            return inner.get(0);
        }
        List<String> scope = leaves.get(0).scope().subList(0, depth);
        String path = String.join(".", scope);
        return method(path, split(inner, path), title(path));
    }

    private static String title(String path) {
        return "The layers of " + SourceQuote.comment(path) + ".";
    }

    /** The statements, or calls of methods that have so many of them each. */
    List<CodeBlock> split(List<CodeBlock> statements, String path) {
        if (statements.size() <= MOST_STATEMENTS) {
            return statements;
        }
        List<CodeBlock> parts = new ArrayList<>();
        for (int from = 0; from < statements.size(); from += MOST_STATEMENTS) {
            int to = Math.min(from + MOST_STATEMENTS, statements.size());
            String title = "Part " + (parts.size() + 1) + " of " + SourceQuote.comment(path) + ".";
            parts.add(method(path + "_part" + (parts.size() + 1), statements.subList(from, to), title));
        }
        return split(parts, path + "_parts");
    }

    private CodeBlock method(String path, List<CodeBlock> statements, String title) {
        String name = names.name(path + suffix);
        methods.add(MethodSpec.methodBuilder(name)
                .addJavadoc("$L", title)
                .addModifiers(Modifier.PRIVATE)
                .addParameters(parameters)
                .addCode(join(statements))
                .build());
        String arguments = parameters.stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
        return CodeBlock.of("$N($L);\n", name, arguments);
    }

    private static CodeBlock join(List<CodeBlock> statements) {
        return CodeBlock.join(statements, "");
    }
}
