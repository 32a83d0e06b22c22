package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.op.Subjects.Runner;
import dev.cnnc.runtime.op.Subjects.Subject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * C2 compiles every loop over whole vectors in one go. Past 18,000 nodes it puts off the calls that are left, no longer
 * knows the class of what they return, and may leave vectors on the heap for good: in some processes and not in others,
 * so that only a count of these calls shows it every time.
 */
class ElementCompilationTest {
    private static final Pattern TASK = Pattern.compile("<task (?!.* level=').* method='dev\\.cnnc\\.runtime\\.kernel"
            + "\\.vector\\.((?:Vector|ColumnSums|Clamp)\\S* \\S+) .*");
    private static final Pattern KLASS = Pattern.compile("<klass id='(\\d+)' name='([^']*)'.*");
    private static final Pattern METHOD = Pattern.compile("<method id='(\\d+)' holder='(\\d+)' name='([^']*)'.*");
    private static final Pattern LATE = Pattern.compile("<late_inline method='(\\d+)'.*");

    /** Runs the kernels of all operations that are not products often enough for C2. */
    static final class Elements {
        private static final int STEPS = 400;

        private Elements() {
        }

        public static void main(String[] args) {
            KernelCompilationTest.Kernels.main(args);
            for (Subject subject : OperationSteadyStateTest.subjects()) {
                try (TestBench bench = subject.bench("vector", 1, 4)) {
                    Runner runner = subject.make().apply(bench.workspace);
                    for (int i = 0; i < STEPS; i++) {
                        subject.forward(bench, runner);
                        subject.backward(bench, runner, i % 2 == 1);
                    }
                }
            }
        }
    }

    @Test
    void noLoopIsTooLongForC2(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("compilation.xml");
        ChildJvm.run(Elements.class, "-Xmx512m", "-Xbatch", "-XX:Tier4InvocationThreshold=200",
                "-XX:Tier4MinInvocationThreshold=100", "-XX:Tier4CompileThreshold=400",
                "-XX:Tier4BackEdgeThreshold=4000", "-XX:+UnlockDiagnosticVMOptions", "-XX:+LogCompilation",
                "-XX:LogFile=" + log);
        Set<String> compiled = new HashSet<>();
        Set<String> putOff = new HashSet<>();
        read(log, compiled, putOff);
        for (String loop : List.of("VectorActivations tanh", "VectorDerivatives geluTanh", "VectorExponential exp",
                "VectorExponential normalCdf", "VectorNormalisation gradientAdd", "VectorRectification sumGradients",
                "VectorRectification gradient", "VectorWindows spread", "VectorElements add",
                "VectorProducts multiply")) {
            assertTrue(compiled.contains(loop), loop + " was not compiled: " + compiled);
        }
        assertEquals(Set.of(), putOff);
    }

    /** What C2 compiled, and what it put off meanwhile; only its intrinsics always come late. */
    private static void read(Path log, Set<String> compiled, Set<String> putOff) throws Exception {
        String task = null;
        Map<String, String> classes = new HashMap<>();
        Map<String, String> methods = new HashMap<>();
        for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
            Matcher matcher = TASK.matcher(line);
            if (line.startsWith("<task ")) {
                task = matcher.matches() ? matcher.group(1) : null;
                classes.clear();
                methods.clear();
                if (task != null) {
                    compiled.add(task);
                }
            } else if (task == null) {
                continue;
            } else if ((matcher = KLASS.matcher(line)).matches()) {
                classes.put(matcher.group(1), matcher.group(2));
            } else if ((matcher = METHOD.matcher(line)).matches()) {
                methods.put(matcher.group(1), classes.get(matcher.group(2)) + "." + matcher.group(3));
            } else if ((matcher = LATE.matcher(line)).matches()) {
                String method = methods.getOrDefault(matcher.group(1), "?");
                if (!method.contains(".VectorSupport.")) {
                    putOff.add(task + ": " + method);
                }
            }
        }
    }
}
