package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.grammar.Span;
import dev.cnnc.grammar.tree.Body;
import dev.cnnc.grammar.tree.Name;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The tensors that have names in one body, and in the bodies around it up to the block or model. */
final class Labels {

    private final Body body;
    private final Optional<Labels> parent;
    private final Map<String, Tensor> tensors = new HashMap<>();
    private int position;

    private Labels(Body body, Optional<Labels> parent) {
        this.body = body;
        this.parent = parent;
    }

    static Labels of(Body body) {
        return new Labels(body, Optional.empty());
    }

    Labels inner(Body innerBody) {
        return new Labels(innerBody, Optional.of(this));
    }

    /** Says which statement of the body is being unfolded. */
    void moveTo(int statement) {
        position = statement;
    }

    void define(Name label, Tensor tensor) {
        tensors.put(label.text(), tensor);
    }

    Optional<Tensor> find(String name) {
        Tensor tensor = tensors.get(name);
        return tensor != null ? Optional.of(tensor) : parent.flatMap(outer -> outer.find(name));
    }

    /** Says why a name stands for no tensor here: it is on a cycle, comes later, or does not exist. */
    Diagnostic explainMissing(Name name, Bounds bounds) {
        for (Labels labels = this; ; labels = labels.parent.get()) {
            Span extent = labels.body.span();
            bounds.spend(Bounds.MESSAGE + (extent.end() - extent.start()) / 10, name.span());
            Dependencies dependencies = new Dependencies(labels.body);
            OptionalInt definition = dependencies.definition(name.text());
            if (definition.isPresent() && definition.getAsInt() >= labels.position) {
                return explainLater(name, labels, dependencies, definition.getAsInt());
            }
            if (labels.parent.isEmpty()) {
                return Diagnostic.error(
                        DiagnosticCode.UNDEFINED_TENSOR,
                        name.span(),
                        "there is no tensor named '" + name + "' here",
                        Suggestions.hint(name.text(), visible(),
                                "name a layer above by a label: '" + name + ": conv(…)'"));
            }
        }
    }

    private static Diagnostic explainLater(Name name, Labels labels, Dependencies dependencies, int definition) {
        Optional<String> cycle = dependencies.cycle(labels.position, definition);
        Diagnostic.Note note = new Diagnostic.Note(dependencies.place(definition), "'" + name + "' is defined here");
        if (cycle.isPresent()) {
            return Diagnostic.error(
                            DiagnosticCode.CYCLE,
                            name.span(),
                            definition == labels.position
                                    ? "'" + name + "' cannot take its own tensor"
                                    : "these tensors depend on each other: " + cycle.get(),
                            "a network is computed from its input to its outputs; cut the cycle")
                    .withNotes(List.of(note));
        }
        return Diagnostic.error(
                        DiagnosticCode.UNDEFINED_TENSOR,
                        name.span(),
                        "'" + name + "' is defined later",
                        "move it up, above the layer that takes it")
                .withNotes(List.of(note));
    }

    private Set<String> visible() {
        Set<String> names = new LinkedHashSet<>(tensors.keySet());
        parent.ifPresent(outer -> names.addAll(outer.visible()));
        return names;
    }
}
