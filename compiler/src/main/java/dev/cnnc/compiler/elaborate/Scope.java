package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.grammar.tree.Name;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values that names stand for in one body: its own, then those of the bodies around it, then the file's. */
final class Scope {

    /** What a name stands for; without a value after an error that was reported. */
    record Binding(Span span, Optional<Value> value) {}

    private final FileScope file;
    private final Optional<Scope> parent;
    private final List<Diagnostic.Note> trail;
    private final Map<String, Binding> bindings = new HashMap<>();

    private Scope(FileScope file, Optional<Scope> parent, List<Diagnostic.Note> trail) {
        this.file = file;
        this.parent = parent;
        this.trail = List.copyOf(trail);
    }

    /** Knows the constants of a file. */
    static Scope of(FileScope file, List<Diagnostic.Note> trail) {
        return new Scope(file, Optional.empty(), trail);
    }

    Scope inner() {
        return inner(trail);
    }

    Scope inner(List<Diagnostic.Note> innerTrail) {
        return new Scope(file, Optional.of(this), innerTrail);
    }

    FileScope file() {
        return file;
    }

    /** How unfolding came here, innermost first, for messages. */
    List<Diagnostic.Note> trail() {
        return trail;
    }

    Optional<Binding> find(String name) {
        for (Scope scope = this; ; scope = scope.parent.get()) {
            Binding binding = scope.bindings.get(name);
            if (binding != null) {
                return Optional.of(binding);
            }
            if (scope.parent.isEmpty()) {
                return file.constant(name);
            }
        }
    }

    /** Gives a name its value; answers where this very scope had given it one before. */
    Optional<Span> define(Name name, Optional<Value> value) {
        Binding earlier = bindings.putIfAbsent(name.text(), new Binding(name.span(), value));
        return Optional.ofNullable(earlier).map(Binding::span);
    }

    /** Every name that has a value here, for suggestions. */
    Set<String> visible() {
        Set<String> names = new LinkedHashSet<>();
        for (Scope scope = this; ; scope = scope.parent.get()) {
            names.addAll(scope.bindings.keySet());
            if (scope.parent.isEmpty()) {
                names.addAll(file.constantNames());
                return names;
            }
        }
    }
}
