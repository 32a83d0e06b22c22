package dev.cnnc.compiler.graph;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.grammar.Span;
import java.util.List;
import java.util.Map;

/**
 * Where a node comes from.
 *
 * @param path       labels joined by dots: {@code stage1.0.basic1.conv1}
 * @param span       the call in the source
 * @param attributes where each attribute was written, by name
 * @param trail      the block calls and repeats around it, innermost first, as notes for messages
 */
public record Origin(String path, Span span, Map<String, Span> attributes, List<Diagnostic.Note> trail) {

    /** In {@link #attributes}: the body of the residual whose sum this is. */
    public static final String RESIDUAL_BODY = "residual";

    /** In {@link #attributes}: the shortcut of the residual whose sum this is, where it is not the input itself. */
    public static final String RESIDUAL_SHORTCUT = "shortcut";

    public Origin {
        attributes = Map.copyOf(attributes);
        trail = List.copyOf(trail);
    }
}
