package dev.cnnc.compiler.layer;

import java.util.Optional;

/**
 * One attribute that a kind of layer takes. Reading, messages and documentation all come from here.
 *
 * @param name          as the user writes it
 * @param defaultValue  what it is when the user is silent; empty for a required one and for one that follows another
 * @param defaultText   the default for readers; empty for a required attribute
 * @param documentation one phrase, without a full stop
 */
public record Attribute<T>(
        String name, AttributeType<T> type, Optional<T> defaultValue, String defaultText, String documentation) {

    /** The user has to say it. */
    public static <T> Attribute<T> required(String name, AttributeType<T> type, String documentation) {
        return new Attribute<>(name, type, Optional.empty(), "", documentation);
    }

    /** The user may say it. */
    public static <T> Attribute<T> optional(String name, AttributeType<T> type, T value, String documentation) {
        return new Attribute<>(name, type, Optional.of(value), type.write(value), documentation);
    }

    /** Without it the layer does what {@code defaultText} says: {@code size}, {@code the loss of the train section}. */
    public static <T> Attribute<T> following(
            String name, AttributeType<T> type, String defaultText, String documentation) {
        return new Attribute<>(name, type, Optional.empty(), defaultText, documentation);
    }

    public boolean isRequired() {
        return defaultText.isEmpty();
    }
}
