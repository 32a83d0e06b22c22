package dev.cnnc.compiler.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an expression comes to. {@link #describe} says it as a message would: {@code the whole number 3}. */
public sealed interface Value {

    String describe();

    /** {@code 64}. */
    record Whole(long value) implements Value {
        @Override
        public String describe() {
            return "the whole number " + value;
        }

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** {@code 0.5}. */
    record Real(double value) implements Value {
        @Override
        public String describe() {
            return "the number " + value;
        }

        @Override
        public String toString() {
            return Double.toString(value);
        }
    }

    /** {@code 3x3}. */
    record Size(List<Long> extents) implements Value {
        public Size {
            extents = List.copyOf(extents);
        }

        @Override
        public String describe() {
            return "the size " + this;
        }

        @Override
        public String toString() {
            return extents.stream().map(String::valueOf).collect(Collectors.joining("x"));
        }
    }

    /** {@code "Ankle boot"}. */
    record Text(String value) implements Value {
        @Override
        public String describe() {
            return "the text " + this;
        }

        @Override
        public String toString() {
            return '"' + value + '"';
        }
    }

    /** {@code true}. */
    record Truth(boolean value) implements Value {
        @Override
        public String describe() {
            return toString();
        }

        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** {@code [1, 2]}. */
    record Sequence(List<Value> elements) implements Value {
        public Sequence {
            elements = List.copyOf(elements);
        }

        @Override
        public String describe() {
            return "a list of " + elements.size();
        }

        @Override
        public String toString() {
            return elements.toString();
        }
    }

    /** A word that stands for itself: {@code same}, {@code relu}. */
    record Symbol(String name) implements Value {
        @Override
        public String describe() {
            return "the word '" + name + "'";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** {@code adam(rate = 0.001)}: a word with settings. */
    record Settings(String name, List<Value> positional, Map<String, Value> named) implements Value {
        public Settings {
            positional = List.copyOf(positional);
            named = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(named));
        }

        @Override
        public String describe() {
            return "'" + name + "(…)'";
        }

        @Override
        public String toString() {
            return name + "(…)";
        }
    }
}
