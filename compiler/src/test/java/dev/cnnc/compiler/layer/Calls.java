package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.SourceFile;
import dev.cnnc.grammar.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls of layers without a front end. An argument is a value ({@code 64}, {@code "3x3"}, {@code "same"}, a list), or
 * one made by {@link #named} or {@link #written}.
 */
final class Calls {

    private Calls() {}

    /** An argument with a name. */
    static Object named(String name, Object value) {
        return new Argument(Optional.of(name), value, String.valueOf(toValue(value)));
    }

    /** An argument that was computed: the text is what stands in the source. */
    static Object written(String text, Object value) {
        return new Argument(Optional.empty(), value, text);
    }

    /** {@code normal(0, std = 0.1)}: settings that are named come in as {@link #named}. */
    static Value settings(String name, Object... arguments) {
        List<Value> positional = new ArrayList<>();
        Map<String, Value> named = new LinkedHashMap<>();
        for (Object argument : arguments) {
            if (argument instanceof Argument pair) {
                named.put(pair.name.orElseThrow(), toValue(pair.value));
            } else {
                positional.add(toValue(argument));
            }
        }
        return new Value.Settings(name, positional, named);
    }

    /** The layers that a call gives; it must be without errors. */
    static List<Layer> layers(String kind, Object... arguments) {
        Diagnostics diagnostics = new Diagnostics();
        return read(kind, diagnostics, arguments)
                .orElseThrow(() -> new AssertionError(diagnostics.all().toString()));
    }

    static Layer layer(String kind, Object... arguments) {
        return layers(kind, arguments).get(0);
    }

    /** What a call is told; it must have errors. */
    static List<Diagnostic> errors(String kind, Object... arguments) {
        Diagnostics diagnostics = new Diagnostics();
        if (read(kind, diagnostics, arguments).isPresent()) {
            throw new AssertionError("no error");
        }
        return diagnostics.all();
    }

    /** The only error, with what it underlines and its hint: {@code text: message (hint)}. */
    static String error(String kind, Object... arguments) {
        List<Diagnostic> errors = errors(kind, arguments);
        if (errors.size() != 1) {
            throw new AssertionError(errors.toString());
        }
        Diagnostic error = errors.get(0);
        return error.span().text() + ": " + error.message() + (error.hint().isEmpty() ? "" : " (" + error.hint() + ")");
    }

    private static Optional<List<Layer>> read(String kind, Diagnostics diagnostics, Object... arguments) {
        return LayerCatalogue.find(kind).orElseThrow().read(arguments(kind, arguments), diagnostics);
    }

    static CallArguments arguments(String kind, Object... arguments) {
        StringBuilder text = new StringBuilder(kind).append('(');
        List<int[]> places = new ArrayList<>();
        List<Argument> all = new ArrayList<>();
        for (Object each : arguments) {
            Argument argument = each instanceof Argument made
                    ? made
                    : new Argument(Optional.empty(), each, String.valueOf(toValue(each)));
            all.add(argument);
            text.append(all.size() == 1 ? "" : ", ");
            int name = text.length();
            argument.name.ifPresent(text::append);
            int nameEnd = text.length();
            text.append(argument.name.isPresent() ? " = " : "");
            int value = text.length();
            text.append(argument.text);
            places.add(new int[] {name, nameEnd, value, text.length()});
        }
        SourceFile file = new SourceFile("test.cnn", text.append(')').toString());
        List<CallArguments.Passed> passed = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            int[] place = places.get(i);
            passed.add(new CallArguments.Passed(all.get(i).name, new Span(file, place[0], place[1]),
                    toValue(all.get(i).value), new Span(file, place[2], place[3])));
        }
        return new CallArguments(new Span(file, 0, kind.length()), passed);
    }

    /** A value of the language: a string is a number, a size, a word with settings, or else a word. */
    static Value toValue(Object value) {
        if (value instanceof Value already) {
            return already;
        }
        if (value instanceof Number number) {
            return number instanceof Double || number instanceof Float
                    ? new Value.Real(number.doubleValue())
                    : new Value.Whole(number.longValue());
        }
        if (value instanceof Boolean truth) {
            return new Value.Truth(truth);
        }
        if (value instanceof List<?> list) {
            return new Value.Sequence(list.stream().map(Calls::toValue).toList());
        }
        String text = (String) value;
        if (text.matches("\\d+(x\\d+)+")) {
            return new Value.Size(Arrays.stream(text.split("x")).map(Long::valueOf).toList());
        }
        if (text.matches("-?\\d+")) {
            return new Value.Whole(Long.parseLong(text));
        }
        if (text.matches("-?[\\d.]+(e-?\\d+)?")) {
            return new Value.Real(Double.parseDouble(text));
        }
        if (text.matches("\\w+\\(.*\\)")) {
            int open = text.indexOf('(');
            Object[] settings = text.substring(open + 1, text.length() - 1).split(", ");
            return settings(text.substring(0, open), settings);
        }
        return text.equals("true") || text.equals("false")
                ? new Value.Truth(text.equals("true"))
                : new Value.Symbol(text);
    }

    private record Argument(Optional<String> name, Object value, String text) {}
}
