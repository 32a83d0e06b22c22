package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import java.util.List;

/** What an attribute can be set to, read from a value of the language. */
public interface AttributeType<T> {

    /** @param span where the value stands, for values that have attributes of their own */
    T read(Value value, Span span) throws Mismatch;

    /** Goes behind "must be": {@code a whole number of at least 1}. */
    String expected();

    /** All that it takes, for the reference. */
    default String reference() {
        return expected();
    }

    /** A value as a user would write it. */
    String write(T value);

    /** The words that it understands, for suggestions. */
    default List<String> words() {
        return List.of();
    }
}
