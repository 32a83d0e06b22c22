package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A JVM with the Vector API and the tests' classes, for options that this one does not have. */
final class ChildJvm {
    private ChildJvm() {
    }

    /** Runs a main method, which must end well, and returns the lines that it printed. */
    static List<String> run(Class<?> main, String... options) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "--add-modules", "jdk.incubator.vector"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                .toList();
        assertEquals(0, process.waitFor(), () -> lines.stream().skip(Math.max(0, lines.size() - 20))
                .collect(Collectors.joining("\n")));
        return lines;
    }
}
