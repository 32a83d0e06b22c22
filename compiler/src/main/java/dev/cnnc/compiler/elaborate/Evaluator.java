package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.grammar.tree.Declaration;
import dev.cnnc.grammar.tree.Expression;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Computes expressions, and reports those that have no value. */
final class Evaluator {

    private final Diagnostics diagnostics;
    private final Bounds bounds;

    Evaluator(Diagnostics diagnostics, Bounds bounds) {
        this.diagnostics = diagnostics;
        this.bounds = bounds;
    }

    /** The value of an expression in which every name must have one. */
    Optional<Value> value(Expression expression, Scope scope) {
        return evaluate(expression, scope, false);
    }

    /** The value of an argument, where a name without one is a word that the attribute may know, such as same. */
    Optional<Value> argument(Expression expression, Scope scope) {
        return evaluate(expression, scope, true);
    }

    /**
     * The value for a name, which may be a word too. A word that no attribute knows and that is spelt almost like a
     * name is taken for that name misspelt.
     */
    Optional<Value> definition(Expression expression, Scope scope) {
        Optional<Value> value = evaluate(expression, scope, true);
        if (value.isEmpty() || !(value.get() instanceof Value.Symbol word) || Words.known().contains(word.name())) {
            return value;
        }
        bounds.spend(Bounds.MESSAGE, expression.span());
        Optional<String> close = Suggestions.closest(word.name(), scope.visible());
        close.ifPresent(name -> diagnostics.report(Diagnostic.error(
                        DiagnosticCode.UNDEFINED_NAME,
                        expression.span(),
                        "'" + word.name() + "' is not defined",
                        Suggestions.question(name))
                .withNotes(scope.trail())));
        return close.isPresent() ? Optional.empty() : value;
    }

    Optional<Boolean> truth(Expression expression, Scope scope, String what) {
        Optional<Value> value = value(expression, scope);
        if (value.isPresent() && !(value.get() instanceof Value.Truth)) {
            wrongType(expression.span(), what + " must be true or false, found " + value.get().describe(), scope);
        }
        return value.filter(Value.Truth.class::isInstance).map(truth -> ((Value.Truth) truth).value());
    }

    OptionalLong whole(Expression expression, Scope scope, String what) {
        Optional<Value> value = value(expression, scope);
        if (value.isPresent() && value.get() instanceof Value.Whole whole) {
            return OptionalLong.of(whole.value());
        }
        if (value.isPresent() && value.get() instanceof Value.Real real && isWhole(real.value())) {
            return OptionalLong.of((long) real.value());
        }
        value.ifPresent(found -> diagnostics.report(Diagnostic.error(
                        found instanceof Value.Real ? DiagnosticCode.NOT_WHOLE : DiagnosticCode.WRONG_TYPE,
                        expression.span(),
                        what + " must be a whole number, found " + found.describe(),
                        found instanceof Value.Real ? "use round(…), floor(…) or ceil(…)" : "")
                .withNotes(scope.trail())));
        return OptionalLong.empty();
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < 0x1p53;
    }

    private void wrongType(Span span, String message, Scope scope) {
        diagnostics.report(
                Diagnostic.error(DiagnosticCode.WRONG_TYPE, span, message, "").withNotes(scope.trail()));
    }

    /** A constant of a file, which may use others. */
    Optional<Value> constant(Declaration.Constant constant, FileScope file) {
        bounds.enter("constants", constant.span(), List.of());
        Optional<Value> value = definition(constant.value(), Scope.of(file, List.of()));
        bounds.leave();
        return value;
    }

    private Optional<Value> evaluate(Expression expression, Scope scope, boolean wordsAllowed) {
        Evaluation evaluation = new Evaluation(scope, bounds, wordsAllowed);
        try {
            return Optional.of(evaluation.of(expression));
        } catch (EvaluationException e) {
            bounds.spend(Bounds.MESSAGE, expression.span());
            diagnostics.report(Diagnostic.error(e.code(), evaluation.place(), e.getMessage(), e.hint())
                    .withNotes(scope.trail()));
        } catch (UnknownValueException e) {
            // A name whose own value had an error: one report is enough.
        }
        return Optional.empty();
    }

    /** Thrown where a value is unknown because of an error reported before. */
    static final class UnknownValueException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownValueException() {
            super("unknown", null, false, false);
        }
    }
}
