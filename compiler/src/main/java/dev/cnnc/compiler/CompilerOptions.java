package dev.cnnc.compiler;

/**
 * What the user may choose about the class that comes out.
 *
 * @param packageName of the generated class; an empty string means {@code cnnc.models}
 * @param className   of the generated class; an empty string derives it from the model's name: {@code lenet5} is
 *                    {@code Lenet5}
 */
public record CompilerOptions(String packageName, String className) {

    public static CompilerOptions defaults() {
        return new CompilerOptions("", "");
    }

    public CompilerOptions withPackageName(String name) {
        return new CompilerOptions(name, className);
    }

    public CompilerOptions withClassName(String name) {
        return new CompilerOptions(packageName, name);
    }
}
