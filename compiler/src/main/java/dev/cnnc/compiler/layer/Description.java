package dev.cnnc.compiler.layer;

import java.util.StringJoiner;

/** Writes a layer as its user could have: what is required by position, and by name what is not the default. */
final class Description {

    private final String kind;
    private final StringJoiner arguments = new StringJoiner(", ", "(", ")").setEmptyValue("");

    private Description(String kind) {
        this.kind = kind;
    }

    static Description of(LayerKind kind) {
        return new Description(kind.name());
    }

    /** In the order of declaration. */
    <T> Description with(Attribute<T> attribute, T value) {
        String written = attribute.type().write(value);
        if (attribute.isRequired()) {
            arguments.add(written);
        } else if (!written.equals(attribute.defaultText())) {
            arguments.add(attribute.name() + " = " + written);
        }
        return this;
    }

    @Override
    public String toString() {
        return kind + arguments;
    }
}
