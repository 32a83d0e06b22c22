package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.Diagnostics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attributes of one call, read and checked. */
public final class Attributes {

    private final Map<Attribute<?>, Object> values;

    Attributes(Map<Attribute<?>, Object> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Reads a call: arguments by position first, in the order of declaration, then by name.
     *
     * @param subject what is called, for messages: {@code conv}
     * @return empty after errors were reported, all of the call at once
     */
    public static Optional<Attributes> read(
            String subject, List<Attribute<?>> declared, CallArguments call, Diagnostics diagnostics) {
        return new AttributeReader(subject, declared, call, diagnostics).read();
    }

    /** What the user said, or the default. */
    public <T> T get(Attribute<T> attribute) {
        return find(attribute)
                .or(attribute::defaultValue)
                .orElseThrow(() -> new IllegalArgumentException("no value and no default: " + attribute.name()));
    }

    /** What the user said. */
    public <T> Optional<T> find(Attribute<T> attribute) {
        @SuppressWarnings("unchecked") // The reader puts in what the attribute's own type has read.
        T value = (T) values.get(attribute);
        return Optional.ofNullable(value);
    }
}
