package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.grammar.tree.Declaration;
import dev.cnnc.grammar.tree.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a file declares and imports: its blocks and constants, in any order. */
final class FileScope {

    /** A block, and the file whose constants and blocks it sees. */
    record Block(Declaration.Block declaration, FileScope file) {}

    private final Evaluator evaluator;
    private final Diagnostics diagnostics;
    private final Map<String, Span> declared = new LinkedHashMap<>();
    private final Map<String, Block> blocks = new LinkedHashMap<>();
    private final Map<String, Constant> constants = new LinkedHashMap<>();

    FileScope(Evaluator evaluator, Diagnostics diagnostics) {
        this.evaluator = evaluator;
        this.diagnostics = diagnostics;
    }

    void declare(Declaration.Block block) {
        if (isNew(block.name())) {
            blocks.put(block.name().text(), new Block(block, this));
        }
    }

    void declare(Declaration.Constant constant) {
        if (isNew(constant.name())) {
            constants.put(constant.name().text(), new Constant(constant));
        }
    }

    /** Brings in what another file declares under a name; answers whether it does. */
    boolean takeFrom(FileScope other, Name name) {
        Block block = other.blocks.get(name.text());
        Constant constant = other.constants.get(name.text());
        if (block == null && constant == null) {
            return false;
        }
        if (isNew(name)) {
            if (block != null) {
                blocks.put(name.text(), block);
            } else {
                constants.put(name.text(), constant);
            }
        }
        return true;
    }

    private boolean isNew(Name name) {
        Span earlier = declared.putIfAbsent(name.text(), name.span());
        if (earlier != null) {
            diagnostics.report(Diagnostic.error(
                            DiagnosticCode.DUPLICATE_NAME,
                            name.span(),
                            "this file has a '" + name + "' already",
                            "rename one of the two")
                    .withNotes(List.of(new Diagnostic.Note(earlier, "the first one is here"))));
        }
        return earlier == null;
    }

    Optional<Block> block(String name) {
        return Optional.ofNullable(blocks.get(name));
    }

    /** The names of blocks, for suggestions. */
    List<String> blockNames() {
        return List.copyOf(blocks.keySet());
    }

    List<String> constantNames() {
        return List.copyOf(constants.keySet());
    }

    /** All that another file may import from this one. */
    List<String> names() {
        List<String> names = new ArrayList<>(blocks.keySet());
        names.addAll(constants.keySet());
        return names;
    }

    Optional<Scope.Binding> constant(String name) {
        return Optional.ofNullable(constants.get(name)).map(Constant::binding);
    }

    /** Computes every constant, so that a mistake in one that nobody uses is found too. */
    void computeConstants() {
        constants.values().forEach(Constant::binding);
    }

    /** A constant, computed when it is first asked for: it may use others that stand below it. */
    private final class Constant {

        private final Declaration.Constant declaration;
        private boolean isBeingComputed;
        private Optional<Value> value;

        Constant(Declaration.Constant declaration) {
            this.declaration = declaration;
        }

        Scope.Binding binding() {
            if (value == null) {
                compute();
            }
            return new Scope.Binding(declaration.name().span(), value);
        }

        private void compute() {
            if (isBeingComputed) {
                diagnostics.report(Diagnostic.error(
                        DiagnosticCode.CYCLE,
                        declaration.span(),
                        "the value of '" + declaration.name() + "' depends on itself",
                        ""));
                value = Optional.empty();
                return;
            }
            isBeingComputed = true;
            Optional<Value> computed = evaluator.constant(declaration, FileScope.this);
            value = value == null ? computed : value;
        }
    }
}
