package dev.cnnc.compiler.jar;

import dev.cnnc.runtime.CnncException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles generated source without a file in between. Nothing but the runtime is on its path, and no annotation
 * processor runs, so what else lies about on the machine has no part in it.
 */
public final class InMemoryJavac {

    /** How javac's codes begin that speak of what a class file can hold. */
    private static final String LIMIT = "compiler.err.limit.";

    private InMemoryJavac() {}

    /**
     * Compiles one class.
     *
     * @param path its source's path: {@code cnnc/models/Lenet5.java}
     * @return the class files by their paths, sorted
     * @throws CnncException         if this Java has no compiler, or the network is too large for a class file
     * @throws IllegalStateException if javac rejects the source, which is a fault of the generator
     */
    public static SortedMap<String, byte[]> compile(String path, String source) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new CnncException("this Java (" + System.getProperty("java.home")
                    + ") has no compiler; run cnnc with a JDK, which has the module jdk.compiler");
        }
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "--release", "17", "-implicit:none",
                "-classpath", RuntimeClasses.location().toString());
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Output output = new Output(files)) {
            boolean compiled = javac.getTask(null, output, messages, options, null, List.of(new Source(path, source)))
                    .call();
            if (!compiled) {
                throw rejection(messages.getDiagnostics());
            }
            SortedMap<String, byte[]> classes = new TreeMap<>();
            output.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        } catch (IOException e) {
            throw new IllegalStateException("javac does not close", e);
        }
    }

    private static RuntimeException rejection(List<? extends Diagnostic<?>> messages) {
        for (Diagnostic<?> message : messages) {
            if (message.getCode().startsWith(LIMIT)) {
                return new CnncException("the network is too large for one Java class ("
                        + message.getMessage(Locale.ROOT) + "); use fewer layers");
            }
        }
        return new IllegalStateException("javac rejects the generated class: " + messages);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

        Output(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            String path = className.replace('.', '/') + kind.extension;
            return new SimpleJavaFileObject(URI.create("string:///" + path), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    classes.put(path, bytes);
                    return bytes;
                }
            };
        }
    }
}
