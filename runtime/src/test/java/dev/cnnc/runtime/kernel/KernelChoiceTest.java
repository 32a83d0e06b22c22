package dev.cnnc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {
    /** Run in a JVM of its own: asks twice, so that a note that comes twice is seen. */
    public static final class Chooser {
        private Chooser() {
        }

        public static void main(String[] arguments) {
            System.out.println(KernelChoice.best().name());
            System.out.println(KernelChoice.best().name());
        }
    }

    private record Result(int exit, String out, String err) { }

    private static Result choose(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xint", "-Xmx64m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.add(Chooser.class.getName());
        Process process = new ProcessBuilder(command).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out, err);
    }

    @Test
    void withoutTheVectorModuleItFallsBackToLoopsAndSaysSoOnce() throws Exception {
        Result result = choose();
        assertEquals("loops\nloops\n", result.out);
        assertEquals(1, result.err.lines().count(), result.err);
        assertTrue(result.err.contains("--add-modules jdk.incubator.vector"), result.err);
    }

    @Test
    void withTheVectorModuleItTakesTheVectors() throws Exception {
        Result result = choose("--add-modules", "jdk.incubator.vector");
        assertEquals("vector\nvector\n", result.out, result.err);
        assertEquals(0, result.exit);
    }

    @Test
    void thePropertyOverrulesTheChoiceQuietly() throws Exception {
        Result result = choose("-Dcnnc.kernels=loops");
        assertEquals("loops\nloops\n", result.out);
        assertEquals("", result.err);
    }

    @Test
    void anUnknownNameIsRefusedWithTheNamesThereAre() {
        String message =
                assertThrows(IllegalArgumentException.class, () -> KernelChoice.named("gpu")).getMessage();
        assertEquals("there are no kernels named 'gpu'; the choice is vector or loops", message);
    }

    @Test
    void theChoiceStaysTheSame() {
        assertSame(KernelChoice.best(), KernelChoice.best());
    }
}
