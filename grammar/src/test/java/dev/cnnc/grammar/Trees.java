package dev.cnnc.grammar;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Prints a syntax tree as text, without spans: {@code Call(c1; conv; Whole(6))}. */
final class Trees {

    private Trees() {}

    static String show(Object node) {
        if (node instanceof Optional<?> optional) {
            return optional.map(Trees::show).orElse("-");
        } else if (node instanceof List<?> list) {
            StringJoiner joined = new StringJoiner(" ", "[", "]");
            list.forEach(element -> joined.add(show(element)));
            return joined.toString();
        } else if (node instanceof dev.cnnc.grammar.tree.Name name) {
            return name.text();
        } else if (node instanceof Record) {
            StringJoiner joined = new StringJoiner(" ", node.getClass().getSimpleName() + "(", ")");
            for (RecordComponent component : node.getClass().getRecordComponents()) {
                if (component.getType() != Span.class) {
                    joined.add(show(value(node, component)));
                }
            }
            return joined.toString();
        }
        return String.valueOf(node);
    }

    private static Object value(Object node, RecordComponent component) {
        try {
            return component.getAccessor().invoke(node);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
