package dev.cnnc.compiler;

import dev.cnnc.compiler.diagnostic.WarningLevels;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the user may choose about the network and the class that comes out.
 *
 * @param packageName of the generated class; an empty string means {@code cnnc.models}
 * @param className   of the generated class; an empty string derives it from the model's name: {@code lenet5} is
 *                    {@code Lenet5}
 * @param parameters  values for the model's parameters, as text in the language: {@code classes} to {@code 100}
 * @param warnings    which warnings are given, and which of them are errors
 */
public record CompilerOptions(
        String packageName, String className, Map<String, String> parameters, WarningLevels warnings) {

    public CompilerOptions {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    public static CompilerOptions defaults() {
        return new CompilerOptions("", "", Map.of(), WarningLevels.defaults());
    }

    public CompilerOptions withPackageName(String name) {
        return new CompilerOptions(name, className, parameters, warnings);
    }

    public CompilerOptions withClassName(String name) {
        return new CompilerOptions(packageName, name, parameters, warnings);
    }

    public CompilerOptions withParameters(Map<String, String> values) {
        return new CompilerOptions(packageName, className, values, warnings);
    }

    public CompilerOptions withWarnings(WarningLevels levels) {
        return new CompilerOptions(packageName, className, parameters, levels);
    }
}
