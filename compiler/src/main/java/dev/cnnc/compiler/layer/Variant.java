package dev.cnnc.compiler.layer;

import java.util.List;
import java.util.function.Function;

/**
 * A word that may carry settings, such as {@code step(epochs = 30, factor = 0.1)}.
 *
 * @param attributes the settings, in their order
 * @param reader     what they come to
 */
public record Variant<T>(String name, List<Attribute<?>> attributes, Function<Attributes, T> reader) {

    public Variant {
        attributes = List.copyOf(attributes);
    }

    public static <T> Variant<T> of(String name, Function<Attributes, T> reader, Attribute<?>... attributes) {
        return new Variant<>(name, List.of(attributes), reader);
    }
}
