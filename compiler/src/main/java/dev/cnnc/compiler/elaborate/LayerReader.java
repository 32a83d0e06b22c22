package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.CallArguments;
import dev.cnnc.compiler.layer.Layer;
import dev.cnnc.compiler.layer.LayerKind;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.grammar.tree.Argument;
import dev.cnnc.grammar.tree.Expression;
import dev.cnnc.grammar.tree.Name;
import dev.cnnc.grammar.tree.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a call of a layer into the layer. */
final class LayerReader {

    private final Evaluator evaluator;
    private final Diagnostics diagnostics;
    private final Bounds bounds;

    LayerReader(Evaluator evaluator, Diagnostics diagnostics, Bounds bounds) {
        this.evaluator = evaluator;
        this.diagnostics = diagnostics;
        this.bounds = bounds;
    }

    /** The layer, and those that its attributes put behind it; empty after errors were reported. */
    Optional<List<Layer>> read(LayerKind kind, Statement.Call call, Scope scope) {
        return arguments(call.name().span(), call.arguments(), scope).flatMap(arguments -> {
            Diagnostics found = new Diagnostics();
            Optional<List<Layer>> layers = kind.read(arguments, found);
            bounds.spend((long) found.all().size() * Bounds.MESSAGE, call.name().span());
            for (Diagnostic diagnostic : found.all()) {
                diagnostics.report(explain(diagnostic, kind, call.arguments(), scope));
            }
            return layers;
        });
    }

    /** Computes all arguments, so that every mistake is reported; empty where one has no value. */
    Optional<CallArguments> arguments(Span call, List<Argument> arguments, Scope scope) {
        List<CallArguments.Passed> passed = new ArrayList<>();
        for (Argument argument : arguments) {
            Span span = argument.value().span();
            evaluator
                    .argument(argument.value(), scope)
                    .ifPresent(value -> passed.add(new CallArguments.Passed(
                            argument.name().map(Name::text),
                            argument.name().map(Name::span).orElse(span),
                            value,
                            span)));
        }
        return passed.size() == arguments.size() ? Optional.of(new CallArguments(call, passed)) : Optional.empty();
    }

    /** Where each attribute was written, by the name that the layer knows it under. */
    static Map<String, Span> places(LayerKind kind, List<Argument> arguments) {
        Map<String, Span> places = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            Span span = arguments.get(i).value().span();
            attribute(kind, arguments, i).ifPresent(attribute -> places.put(attribute.name(), span));
        }
        return places;
    }

    private static Optional<Attribute<?>> attribute(LayerKind kind, List<Argument> arguments, int index) {
        Optional<Name> name = arguments.get(index).name();
        if (name.isPresent()) {
            return kind.attributes().stream()
                    .filter(attribute -> attribute.name().equals(name.get().text()))
                    .findFirst();
        }
        return index < kind.attributes().size() ? Optional.of(kind.attributes().get(index)) : Optional.empty();
    }

    /** A word that no attribute knows is most likely a misspelt name: the layer cannot tell, the scope can. */
    private static Diagnostic explain(
            Diagnostic diagnostic, LayerKind kind, List<Argument> arguments, Scope scope) {
        for (int i = 0; i < arguments.size(); i++) {
            Expression value = arguments.get(i).value();
            Optional<String> unknown = unknownName(value, scope);
            boolean isMeant = diagnostic.code() == DiagnosticCode.WRONG_TYPE && value.span().equals(diagnostic.span());
            if (isMeant && unknown.isPresent()) {
                boolean takesWords = attribute(kind, arguments, i)
                        .filter(attribute -> !attribute.type().words().isEmpty())
                        .isPresent();
                return undefined(diagnostic, unknown.get(), takesWords, value, scope);
            }
        }
        List<Diagnostic.Note> notes = new ArrayList<>(diagnostic.notes());
        notes.addAll(scope.trail());
        return diagnostic.withNotes(notes);
    }

    private static Optional<String> unknownName(Expression expression, Scope scope) {
        if (expression instanceof Expression.Reference reference) {
            return scope.find(reference.name().text()).isEmpty()
                    ? Optional.of(reference.name().text())
                    : Optional.empty();
        }
        return expression instanceof Expression.Apply apply && !Functions.NAMES.contains(apply.function().text())
                ? Optional.of(apply.function().text())
                : Optional.empty();
    }

    private static Diagnostic undefined(
            Diagnostic diagnostic, String name, boolean takesWords, Expression expression, Scope scope) {
        boolean isCall = expression instanceof Expression.Apply;
        String hint = Suggestions.hint(name, isCall ? Functions.NAMES : scope.visible());
        boolean layerKnowsBetter = hint.isEmpty() && (takesWords || !diagnostic.hint().isEmpty());
        List<Diagnostic.Note> notes = new ArrayList<>();
        if (!layerKnowsBetter) {
            notes.add(new Diagnostic.Note(diagnostic.span(), diagnostic.message()));
        }
        notes.addAll(scope.trail());
        return layerKnowsBetter
                ? diagnostic.withNotes(notes)
                : Diagnostic.error(
                                DiagnosticCode.UNDEFINED_NAME,
                                expression.span(),
                                isCall ? "there is no function '" + name + "'" : "'" + name + "' is not defined",
                                hint)
                        .withNotes(notes);
    }

    /** What a value is, for the trail of a block call; lists are too long for it. */
    static String brief(Value value) {
        boolean isLong = value instanceof Value.Sequence || value instanceof Value.Settings;
        String text = isLong ? value.describe() : value.toString();
        return text.length() > 40 ? "…" : text;
    }
}
