package dev.cnnc.compiler.report;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.LayerCatalogue;
import dev.cnnc.compiler.layer.LayerDocumentation;
import dev.cnnc.compiler.layer.LayerKind;
import java.util.List;
import java.util.stream.Collectors;

/** The reference of the layers, as text for a terminal of 80 columns and as the page {@code docs/layers.md}. */
public final class LayerReference {

    private static final int WIDTH = 80;

    private LayerReference() {}

    /** Every kind with its summary, in groups. */
    public static String list() {
        int column = LayerCatalogue.names().stream().mapToInt(String::length).max().orElse(0) + 4;
        StringBuilder out = new StringBuilder();
        for (LayerKind.Category category : LayerKind.Category.values()) {
            out.append(out.length() == 0 ? "" : "\n").append(category.title()).append('\n');
            for (LayerKind kind : kinds(category)) {
                String name = "  " + kind.name();
                out.append(hanging(name + " ".repeat(column - name.length()) + kind.summary(), column)).append('\n');
            }
        }
        return out.toString();
    }

    /** All about one kind. */
    public static String text(LayerKind kind) {
        LayerDocumentation documentation = kind.documentation();
        StringBuilder out = new StringBuilder();
        out.append(hanging(signature(kind), kind.name().length() + 1)).append("\n\n");
        out.append(hanging("  " + sentence(kind.summary()), 2)).append('\n');
        if (!kind.attributes().isEmpty()) {
            out.append("\nAttributes\n");
            for (Attribute<?> attribute : kind.attributes()) {
                String otherwise =
                        isPhrase(attribute.defaultText()) ? "; by default " + attribute.defaultText() : "";
                out.append(hanging("  " + declaration(attribute) + ": " + attribute.documentation() + otherwise, 6))
                        .append('\n');
                out.append(hanging("      " + attribute.type().reference(), 6)).append('\n');
            }
        }
        section(out, "Inputs", inputs(kind));
        section(out, "Shape", documentation.shape());
        section(out, "Formula", documentation.formula());
        out.append("\nExample\n").append(documentation.example().indent(2));
        section(out, "Source", documentation.source());
        return out.toString();
    }

    /** The whole page. */
    public static String markdown() {
        StringBuilder out = new StringBuilder("""
                # Layers

                Every kind of layer, with its attributes in the order in which they can be given by position. This
                page is made from the compiler's own declarations; `cnnc layers NAME` prints the same in a terminal.
                How layers become a network is told in [language.md](language.md).

                """);
        for (LayerKind.Category category : LayerKind.Category.values()) {
            out.append("- ").append(category.title()).append(": ")
                    .append(kinds(category).stream()
                            .map(kind -> "[" + kind.name() + "](#" + kind.name() + ")")
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        for (LayerKind.Category category : LayerKind.Category.values()) {
            out.append("\n## ").append(category.title()).append('\n');
            kinds(category).forEach(kind -> page(out, kind));
        }
        return out.toString();
    }

    private static void page(StringBuilder out, LayerKind kind) {
        LayerDocumentation documentation = kind.documentation();
        out.append("\n### ").append(kind.name()).append("\n\n").append(sentence(kind.summary())).append("\n\n");
        if (!kind.attributes().isEmpty()) {
            out.append("| Attribute | Default | Value | |\n|---|---|---|---|\n");
            for (Attribute<?> attribute : kind.attributes()) {
                out.append("| `").append(attribute.name()).append("` | ")
                        .append(attribute.isRequired() ? "required" : quoted(attribute.defaultText())).append(" | ")
                        .append(attribute.type().reference()).append(" | ")
                        .append(attribute.documentation()).append(" |\n");
            }
            out.append('\n');
        }
        out.append("- Inputs: ").append(inputs(kind)).append('\n');
        out.append("- Shape: ").append(documentation.shape()).append('\n');
        out.append("- Formula: `").append(documentation.formula()).append("`\n");
        if (!documentation.source().isEmpty()) {
            out.append("- Source: ").append(documentation.source()).append('\n');
        }
        out.append("\n```cnn\n").append(documentation.example()).append("\n```\n");
    }

    private static List<LayerKind> kinds(LayerKind.Category category) {
        return LayerCatalogue.kinds().stream().filter(kind -> kind.category() == category).toList();
    }

    private static String signature(LayerKind kind) {
        return kind.attributes().isEmpty()
                ? kind.name()
                : kind.attributes().stream()
                        .map(LayerReference::declaration)
                        .collect(Collectors.joining(", ", kind.name() + "(", ")"));
    }

    private static String declaration(Attribute<?> attribute) {
        return attribute.isRequired() || isPhrase(attribute.defaultText())
                ? attribute.name()
                : attribute.name() + " = " + attribute.defaultText();
    }

    private static String quoted(String defaultText) {
        return isPhrase(defaultText) ? defaultText : "`" + defaultText + "`";
    }

    /** Whether a default is told in words instead of the language. */
    private static boolean isPhrase(String defaultText) {
        return defaultText.indexOf(' ') >= 0;
    }

    private static String inputs(LayerKind kind) {
        if (kind.maximumInputs() == 0) {
            return "none";
        }
        if (kind.maximumInputs() == kind.minimumInputs()) {
            return kind.minimumInputs() == 1 ? "one" : Integer.toString(kind.minimumInputs());
        }
        return "any number";
    }

    private static String sentence(String phrase) {
        return Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1) + ".";
    }

    private static void section(StringBuilder out, String title, String text) {
        if (!text.isEmpty()) {
            out.append('\n').append(title).append('\n').append(hanging("  " + text, 2)).append('\n');
        }
    }

    /** Breaks a line at spaces; the lines that follow are indented. */
    private static String hanging(String line, int indent) {
        StringBuilder out = new StringBuilder();
        String rest = line;
        while (rest.length() > WIDTH) {
            int cut = rest.lastIndexOf(' ', WIDTH);
            if (cut <= indent) {
                break;
            }
            out.append(rest, 0, cut).append('\n');
            rest = " ".repeat(indent) + rest.substring(cut + 1);
        }
        return out.append(rest).toString();
    }
}
