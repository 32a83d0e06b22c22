package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A kind of layer as data: its name, its attributes, its documentation, and how a call of it becomes a layer. */
public final class LayerKind {

    private final String name;
    private final Category category;
    private final String summary;
    private final List<Attribute<?>> attributes;
    private final Optional<Attribute<Optional<Layer>>> follower;
    private final int minimumInputs;
    private final int maximumInputs;
    private final boolean pairwise;
    private final List<String> parts;
    private final LayerDocumentation documentation;
    private final Function<Attributes, List<Layer>> reader;

    private LayerKind(Builder builder, Function<Attributes, List<Layer>> reader) {
        this.name = builder.name;
        this.category = builder.category;
        this.summary = builder.summary;
        this.attributes = List.copyOf(builder.attributes);
        this.follower = builder.follower;
        this.minimumInputs = builder.minimumInputs;
        this.maximumInputs = builder.maximumInputs;
        this.pairwise = builder.pairwise;
        this.parts = List.copyOf(builder.parts);
        this.documentation =
                new LayerDocumentation(builder.shape, builder.formula, builder.example.strip(), builder.source);
        this.reader = reader;
    }

    /** Starts the declaration of a kind with one input; {@link Builder#reads} ends it. */
    static Builder named(String name, Category category) {
        return new Builder(name, category);
    }

    /** As the user writes it. */
    public String name() {
        return name;
    }

    public Category category() {
        return category;
    }

    /** One sentence for lists, without a full stop. */
    public String summary() {
        return summary;
    }

    /** In the order in which they can be given by position. */
    public List<Attribute<?>> attributes() {
        return attributes;
    }

    public LayerDocumentation documentation() {
        return documentation;
    }

    public int minimumInputs() {
        return minimumInputs;
    }

    public int maximumInputs() {
        return maximumInputs;
    }

    /** Whether a layer takes two tensors, and a call with more of them is several layers, from the left. */
    public boolean isPairwise() {
        return pairwise;
    }

    /**
     * What the layers of one call are called within it, {@code depthwise} and {@code pointwise}; empty for a kind whose
     * call is a single layer, which has the name of the call.
     */
    public List<String> parts() {
        return parts;
    }

    /**
     * Reads a call: the layer or its parts, followed by the one that its attributes ask for, such as an activation.
     *
     * @return empty after an error was reported
     */
    public Optional<List<Layer>> read(CallArguments arguments, Diagnostics diagnostics) {
        Optional<Attributes> read = Attributes.read(name, attributes, arguments, diagnostics);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<Layer> layers = new ArrayList<>();
            layers.addAll(reader.apply(read.get()));
            follower.flatMap(attribute -> read.get().get(attribute)).ifPresent(layers::add);
            return Optional.of(List.copyOf(layers));
        } catch (LayerException problem) {
            diagnostics.report(Diagnostic.error(
                    problem.code(), arguments.spanOf(problem.attribute(), attributes), problem.getMessage(),
                    problem.hint()));
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** For the contents of the reference; in its order. */
    public enum Category {
        ENDS("Input and output"),
        PRODUCT("Convolution and dense"),
        POOLING("Pooling"),
        NORMALISATION("Normalisation and regularisation"),
        ACTIVATION("Activations"),
        JOIN("Joining tensors"),
        SHAPE("Changing the shape");

        private final String title;

        Category(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** Declares a kind, in the order in which its reference is read. */
    static final class Builder {

        private final String name;
        private final Category category;
        private final List<Attribute<?>> attributes = new ArrayList<>();
        private String summary = "";
        private String shape = "";
        private String formula = "";
        private String example = "";
        private String source = "";
        private Optional<Attribute<Optional<Layer>>> follower = Optional.empty();
        private int minimumInputs = 1;
        private int maximumInputs = 1;
        private boolean pairwise;
        private List<String> parts = List.of();

        private Builder(String name, Category category) {
            this.name = name;
            this.category = category;
        }

        Builder summary(String text) {
            summary = text;
            return this;
        }

        Builder inputs(int minimum, int maximum) {
            minimumInputs = minimum;
            maximumInputs = maximum;
            return this;
        }

        /** At least two inputs, which are taken two at a time. */
        Builder pairwise() {
            pairwise = true;
            return inputs(2, Integer.MAX_VALUE);
        }

        Builder attributes(Attribute<?>... more) {
            attributes.addAll(List.of(more));
            return this;
        }

        /** An attribute that names a layer to stand behind this one. */
        Builder follower(Attribute<Optional<Layer>> attribute) {
            attributes.add(attribute);
            follower = Optional.of(attribute);
            return this;
        }

        Builder shape(String text) {
            shape = text;
            return this;
        }

        Builder formula(String text) {
            formula = text;
            return this;
        }

        Builder example(String text) {
            example = text;
            return this;
        }

        Builder source(String text) {
            source = text;
            return this;
        }

        /** @param reader makes the layer of attributes that fit; {@link LayerException} where two do not go together */
        LayerKind reads(Function<Attributes, Layer> reader) {
            return new LayerKind(this, attributes -> List.of(reader.apply(attributes)));
        }

        /** The same for a kind whose call is several layers, one behind the other, with these names. */
        LayerKind readsParts(List<String> names, Function<Attributes, List<Layer>> reader) {
            parts = names;
            return new LayerKind(this, reader);
        }
    }
}
