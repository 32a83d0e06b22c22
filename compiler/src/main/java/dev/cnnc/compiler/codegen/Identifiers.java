package dev.cnnc.compiler.codegen;

import com.palantir.javapoet.NameAllocator;
import java.util.List;
import java.util.Locale;

/**
 * Names for the parts of a generated class: made of ASCII letters, digits and underscores, no word of Java's, no two
 * alike. The dots of a path become underscores: {@code stage1.0.conv1} is {@code stage1_0_conv1}.
 */
final class Identifiers {

    /**
     * What a field must not be called: it would hide a type or a parameter that the generated code speaks of, or a
     * package where a type's full name is written out.
     */
    private static final List<String> HIDING =
            List.of("List", "ActivationKind", "Tail", "Layout", "Float", "workspace", "dev", "java");

    /** Methods that every object has, or that a program must have. */
    private static final List<String> INHERITED = List.of("prepare", "run", "forward", "backward", "getClass",
            "hashCode", "equals", "clone", "toString", "notify", "notifyAll", "wait", "finalize");

    private final NameAllocator names;

    private Identifiers(NameAllocator names) {
        this.names = names;
    }

    static Identifiers forFields() {
        return reserving(HIDING);
    }

    static Identifiers forMethods() {
        return reserving(INHERITED);
    }

    static Identifiers reserving(List<String> reserved) {
        NameAllocator names = new NameAllocator();
        reserved.forEach(names::newName);
        return new Identifiers(names);
    }

    /** An allocator that avoids all names given so far, for a class nested in this one. */
    Identifiers nested() {
        return new Identifiers(names.clone());
    }

    /** A name near to the wanted one. */
    String name(String wanted) {
        return names.newName(ascii(wanted));
    }

    /** A name for a constant: {@code CONV1_WEIGHT}. */
    String constant(String wanted) {
        return names.newName(ascii(wanted).toUpperCase(Locale.ROOT));
    }

    private static String ascii(String wanted) {
        return wanted.isEmpty() ? "_" : wanted.replaceAll("[^A-Za-z0-9_]", "_");
    }
}
