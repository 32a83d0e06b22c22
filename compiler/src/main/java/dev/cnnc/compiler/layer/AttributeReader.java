package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Matches the arguments of one call with the attributes that are declared, and words what does not fit. */
final class AttributeReader {

    /** A longer expression is not repeated in a message: it is underlined anyway. */
    private static final int LONGEST_QUOTE = 40;

    private final String subject;
    private final List<Attribute<?>> declared;
    private final CallArguments call;
    private final Diagnostics diagnostics;
    private final Map<Attribute<?>, Object> values = new LinkedHashMap<>();
    private final Set<Attribute<?>> given = new HashSet<>();
    private boolean failed;

    AttributeReader(String subject, List<Attribute<?>> declared, CallArguments call, Diagnostics diagnostics) {
        this.subject = subject;
        this.declared = declared;
        this.call = call;
        this.diagnostics = diagnostics;
    }

    Optional<Attributes> read() {
        int position = 0;
        boolean named = false;
        for (CallArguments.Passed argument : call.arguments()) {
            if (argument.name().isPresent()) {
                named = true;
                byName(argument, argument.name().get());
            } else if (named) {
                report(DiagnosticCode.UNKNOWN_ATTRIBUTE, argument.span(),
                        "a value without a name stands behind one with a name",
                        "put it first, or name it: " + subject + " takes " + names());
            } else {
                byPosition(argument, position++);
            }
        }
        reportMissing();
        return failed ? Optional.empty() : Optional.of(new Attributes(values));
    }

    private void byName(CallArguments.Passed argument, String name) {
        Optional<Attribute<?>> found =
                declared.stream().filter(attribute -> attribute.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            List<String> known = declared.stream().map(Attribute::name).toList();
            String hint = Suggestions.hint(name, known, declared.isEmpty() ? "" : subject + " takes " + names());
            report(DiagnosticCode.UNKNOWN_ATTRIBUTE, argument.nameSpan(),
                    subject + " has no attribute '" + name + "'", hint);
        } else if (!given.add(found.get())) {
            report(DiagnosticCode.DUPLICATE_ATTRIBUTE, argument.nameSpan(), "'" + name + "' is set twice",
                    "leave one of them out");
        } else {
            take(found.get(), argument);
        }
    }

    private void byPosition(CallArguments.Passed argument, int position) {
        if (position < declared.size()) {
            given.add(declared.get(position));
            take(declared.get(position), argument);
        } else if (position == declared.size()) {
            report(DiagnosticCode.UNKNOWN_ATTRIBUTE, argument.span(),
                    declared.isEmpty()
                            ? subject + " takes no attributes"
                            : subject + " takes at most " + declared.size() + " value" + plural(declared.size()),
                    declared.isEmpty() ? "" : subject + " takes " + names());
        }
    }

    private <T> void take(Attribute<T> attribute, CallArguments.Passed argument) {
        try {
            values.put(attribute, attribute.type().read(argument.value(), argument.span()));
        } catch (Mismatch mismatch) {
            failed = true;
            diagnostics.report(mismatch.inner().orElseGet(() -> Diagnostic.error(mismatch.code(), argument.span(),
                    attribute.name() + " must be " + mismatch.expected() + ", found " + found(argument),
                    hint(attribute, argument, mismatch))));
        }
    }

    private String found(CallArguments.Passed argument) {
        String value = argument.value().toString();
        String written = argument.span().text();
        // The arguments of a word with settings have no place of their own, so their text is not known.
        boolean isCalculation = !argument.span().equals(call.call())
                && !written.equals(value)
                && !(argument.value() instanceof Value.Settings);
        boolean isShort = written.length() <= LONGEST_QUOTE && written.indexOf('\n') < 0;
        return isCalculation && isShort ? written + " = " + value : argument.value().describe();
    }

    private String hint(Attribute<?> attribute, CallArguments.Passed argument, Mismatch mismatch) {
        if (!mismatch.hint().isEmpty()) {
            return mismatch.hint();
        }
        if (!(argument.value() instanceof Value.Symbol symbol)) {
            return "";
        }
        if (argument.name().isEmpty()) {
            Optional<Attribute<?>> meant =
                    declared.stream().filter(other -> other.type().words().contains(symbol.name())).findFirst();
            if (meant.isPresent()) {
                return "name the attribute: " + meant.get().name() + " = " + symbol.name();
            }
        }
        return Suggestions.hint(symbol.name(), attribute.type().words());
    }

    private void reportMissing() {
        List<Attribute<?>> missing =
                declared.stream().filter(attribute -> attribute.isRequired() && !given.contains(attribute)).toList();
        if (missing.isEmpty() || failed) {
            return;
        }
        String which = missing.stream().map(Attribute::name).collect(Collectors.joining(" and "));
        String what = missing.stream()
                .map(attribute -> attribute.name() + " is " + attribute.type().expected()
                        + ": " + attribute.documentation())
                .collect(Collectors.joining("; "));
        report(DiagnosticCode.MISSING_ATTRIBUTE, call.call(), subject + " needs " + which, what);
    }

    private String names() {
        return declared.stream().map(Attribute::name).collect(Collectors.joining(", "));
    }

    private static String plural(int count) {
        return count == 1 ? "" : "s";
    }

    private void report(DiagnosticCode code, Span span, String message, String hint) {
        failed = true;
        diagnostics.report(Diagnostic.error(code, span, message, hint));
    }
}
