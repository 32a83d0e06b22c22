package dev.cnnc.compiler.codegen;

import dev.cnnc.runtime.CnncException;
import java.util.Locale;
import javax.lang.model.SourceVersion;

/** The names under which a network is known to Java. */
public record ClassNames(String packageName, String className) {

    private static final String DEFAULT_PACKAGE = "cnnc.models";

    /**
     * Checks what the user wants and fills in what is left open.
     *
     * @param packageName an empty string means {@code cnnc.models}
     * @param className   an empty string derives it from the network's name: {@code keras_mnist} is {@code KerasMnist}
     * @throws CnncException if Java would not take a name
     */
    public static ClassNames of(String packageName, String className, String network) {
        String chosenPackage = packageName.isEmpty() ? DEFAULT_PACKAGE : packageName;
        String chosenClass = className.isEmpty() ? derive(network) : className;
        if (!isAscii(chosenPackage) || !SourceVersion.isName(chosenPackage)) {
            throw new CnncException("'" + printable(chosenPackage)
                    + "' is no name for a Java package; use words of ASCII letters and digits joined by dots, such as "
                    + "com.example.models");
        }
        if (belongsTo(chosenPackage, "java") || belongsTo(chosenPackage, "dev.cnnc.runtime")) {
            throw new CnncException("the package " + chosenPackage + " belongs to somebody else; choose another");
        }
        if (!isAscii(chosenClass) || chosenClass.contains(".") || !SourceVersion.isName(chosenClass)) {
            throw new CnncException("'" + printable(chosenClass)
                    + "' is no name for a Java class; use ASCII letters and digits, such as Lenet5");
        }
        return new ClassNames(chosenPackage, chosenClass);
    }

    /** {@code cnnc.models.Lenet5}. */
    public String fullName() {
        return packageName + "." + className;
    }

    /** {@code cnnc/models/Lenet5}, to which an extension is added. */
    public String path() {
        return fullName().replace('.', '/');
    }

    /** The JSON that the class reads, as a file beside it. */
    public String infoResource() {
        return className + ".json";
    }

    private static String derive(String network) {
        StringBuilder name = new StringBuilder();
        for (String word : network.split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        boolean beginsWithLetter = name.length() > 0 && !Character.isDigit(name.charAt(0));
        return beginsWithLetter ? name.toString() : "Network" + name;
    }

    private static boolean belongsTo(String name, String owner) {
        return name.equals(owner) || name.startsWith(owner + ".");
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private static String printable(String name) {
        return name.replaceAll("[^ -~]", "?");
    }
}
