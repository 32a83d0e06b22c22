package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.grammar.tree.Argument;
import dev.cnnc.grammar.tree.Expression;
import dev.cnnc.grammar.tree.Name;
import dev.cnnc.grammar.tree.ParameterDeclaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives the parameters of a block or model their values. After an error a parameter is there without a value. */
final class ParameterBinder {

    private final Evaluator evaluator;
    private final Diagnostics diagnostics;
    private final Bounds bounds;

    ParameterBinder(Evaluator evaluator, Diagnostics diagnostics, Bounds bounds) {
        this.evaluator = evaluator;
        this.diagnostics = diagnostics;
        this.bounds = bounds;
    }

    /** The values that a call gives, by the parameter's name. */
    Map<String, Optional<Value>> arguments(
            Name block, List<ParameterDeclaration> parameters, List<Argument> arguments, Scope caller) {
        bounds.spend(parameters.size() + arguments.size(), block.span());
        Set<String> known = new LinkedHashSet<>();
        parameters.forEach(parameter -> known.add(parameter.name().text()));
        Map<String, Optional<Value>> values = new HashMap<>();
        int position = 0;
        for (Argument argument : arguments) {
            Optional<Value> value = evaluator.definition(argument.value(), caller);
            if (argument.name().isPresent()) {
                byName(block, known, argument.name().get(), value, values, caller);
            } else if (position < parameters.size()) {
                String name = parameters.get(position++).name().text();
                if (values.putIfAbsent(name, value) != null) {
                    report(DiagnosticCode.DUPLICATE_ATTRIBUTE, argument.span(),
                            "'" + name + "' has a value already", "put values without a name first", caller);
                }
            } else {
                report(DiagnosticCode.UNKNOWN_ATTRIBUTE, argument.span(),
                        "block '" + block + "' takes " + count(parameters.size()) + ", found " + arguments.size(),
                        "", caller);
                break;
            }
        }
        return values;
    }

    private void byName(
            Name block, Set<String> known, Name name, Optional<Value> value,
            Map<String, Optional<Value>> values, Scope caller) {
        if (!known.contains(name.text())) {
            bounds.spend(Bounds.MESSAGE, name.span());
            String hint = Suggestions.hint(name.text(), known,
                    known.isEmpty() ? "it has none" : "it has " + String.join(", ", known));
            report(DiagnosticCode.UNKNOWN_ATTRIBUTE, name.span(),
                    "block '" + block + "' has no parameter '" + name + "'", hint, caller);
        } else if (values.putIfAbsent(name.text(), value) != null) {
            report(DiagnosticCode.DUPLICATE_ATTRIBUTE, name.span(), "'" + name + "' is given twice", "", caller);
        }
    }

    private static String count(int parameters) {
        return parameters == 1 ? "1 argument" : parameters + " arguments";
    }

    /**
     * Defines every parameter in a scope, with the value given or its default, which may use the parameters before it.
     *
     * @param missing goes with the message about a parameter that has neither
     */
    void bind(
            List<ParameterDeclaration> parameters, Map<String, Optional<Value>> given, Scope scope, Span call,
            String missing) {
        List<String> withoutValue = new ArrayList<>();
        for (ParameterDeclaration parameter : parameters) {
            String name = parameter.name().text();
            Optional<Value> value;
            if (given.containsKey(name)) {
                value = given.get(name);
            } else if (parameter.defaultValue().isPresent()) {
                Expression defaultValue = parameter.defaultValue().get();
                value = evaluator.definition(defaultValue, scope);
            } else {
                value = Optional.empty();
                withoutValue.add("'" + name + "'");
            }
            Optional<Span> earlier = scope.define(parameter.name(), value);
            if (earlier.isPresent()) {
                report(DiagnosticCode.DUPLICATE_NAME, parameter.name().span(),
                        "there is a parameter '" + name + "' already", "", scope);
            }
        }
        if (!withoutValue.isEmpty()) {
            report(DiagnosticCode.MISSING_ATTRIBUTE, call,
                    "there is no value for " + String.join(", ", withoutValue), missing, scope);
        }
    }

    private void report(DiagnosticCode code, Span span, String message, String hint, Scope scope) {
        diagnostics.report(Diagnostic.error(code, span, message, hint).withNotes(scope.trail()));
    }
}
