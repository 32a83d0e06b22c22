package dev.cnnc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticRenderer;
import dev.cnnc.runtime.CnncException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files from those who mean harm: each gets a message, soon and without much memory. */
class HostileSourceTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    static Stream<Arguments> hostile() {
        String body = "model m {\n  input(28x28x1)\n  %s\n}\n";
        return Stream.of(
                Arguments.of("conv(99999999999999999999, 3x3)", "E0101", body),
                Arguments.of("conv(9223372036854775807 + 1, 3x3)", "E0405", body),
                Arguments.of("conv(9223372036854775807, 3x3)", "E0405", body),
                Arguments.of("conv(8, 9223372036854775807x1)", "E0305", body),
                Arguments.of("conv(8, 3x3, padding = 9223372036854775807)", "E0405", body),
                Arguments.of("conv(8, 3x3, stride = 99999999999x1)", "E0305", body),
                Arguments.of("conv(1e400, 3x3)", "E0101", body),
                Arguments.of("repeat 2000000000 { relu }", "E0305", body),
                Arguments.of("repeat 100000 { repeat 100000 { } }", "E0406", body),
                Arguments.of("dense(2^40)", "E0401", body),
                Arguments.of("conv(2^2^2^2^2^2, 3x3)", "E0405", body),
                Arguments.of("{".repeat(100_000), "E0101", body),
                Arguments.of("repeat 1 { ".repeat(40_000), "E0101", body),
                Arguments.of("conv(" + "(".repeat(100_000) + "8" + ")".repeat(100_000) + ", 3x3)", "E0101", body),
                Arguments.of("conv(" + "[".repeat(100_000) + "]".repeat(100_000) + ", 3x3)", "E0101", body),
                Arguments.of("conv(" + "-".repeat(100_000) + "8, 3x3)", "E0101", body),
                Arguments.of("conv(8" + " + 8".repeat(100_000) + ", 3x3)", "E0101", body),
                Arguments.of("if true { relu } " + "else if true { relu } ".repeat(20_000), "E0101", body),
                Arguments.of("a".repeat(1_000_000), "E0101", body),
                Arguments.of("conv(8, 3x3) ".repeat(20_000), "E0402", body));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostileFileGetsAMessageSoon(String text, String code, String frame) throws IOException {
        Path file = Files.writeString(folder.resolve("hostile.cnn"), frame.formatted(text));
        List<Diagnostic> diagnostics = check(file);
        assertEquals(code, diagnostics.get(0).code().code(), () -> diagnostics.get(0).toString());
        String rendered = new DiagnosticRenderer(false).render(diagnostics.get(0));
        assertTrue(rendered.length() < 2000, rendered);
    }

    private static List<Diagnostic> check(Path file) {
        List<Diagnostic> diagnostics = assertTimeoutPreemptively(
                SOON, () -> Compiler.check(file, CompilerOptions.defaults()).diagnostics());
        assertFalse(diagnostics.isEmpty());
        return diagnostics;
    }

    @Test
    void aFileOfAHundredMegabytesIsRefusedUnread() throws IOException {
        Path file = folder.resolve("large.cnn");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(100 * MEGABYTE);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        CnncException refusal = assertThrows(
                CnncException.class, () -> Compiler.check(file, CompilerOptions.defaults()));
        assertTrue(refusal.getMessage().contains("larger than 1 MiB"), refusal.getMessage());
        assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 8 * MEGABYTE);
    }

    /** Letters of other alphabets that look alike, marks that turn the text round, letters of no width, and more. */
    @ParameterizedTest
    @ValueSource(strings = {
        "c\u043env", "\uff43onv", "con\u200bv", "\u202evnoc", "conv\u0301", "\u2066conv", "\ud835\udc1conv",
        "c\u00f6nv",
        "conv\u00a0", "\ud800conv", "\udbff\udfffconv", "co\u00adnv", "\u0000conv", "\ua9fdconv"
    })
    void noTrickOfUnicodeMakesAName(String name) throws IOException {
        byte[] text = ("model m {\n  input(28x28x1)\n  " + name + "(8, 3x3)\n}\n").getBytes("UTF-8");
        Path file = Files.write(folder.resolve("tricks.cnn"), text);
        List<Diagnostic> diagnostics = check(file);
        assertFalse(diagnostics.isEmpty());
        String rendered = new DiagnosticRenderer(false).render(diagnostics.get(0));
        assertTrue(rendered.codePoints().noneMatch(point -> point != '\n'
                && (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT)), rendered);
        assertTrue(rendered.toLowerCase(Locale.ROOT).contains("tricks.cnn:"), rendered);
    }

    @Test
    void aNetworkThatIsWrongInEveryLayerIsToldSoon() throws IOException {
        String wrong = "model m {\n  input(28x28x1)\n  a: relu\n  repeat 20000 { relu }\n"
                + "  repeat 20000 { residual { conv(3, 3x3, stride = 2) conv(2, 5x5) } }\n}\n";
        List<Diagnostic> diagnostics = check(Files.writeString(folder.resolve("wrong.cnn"), wrong));
        assertEquals(1, diagnostics.size());
        String many = "model m {\n  input(28x28x1)\n  a: relu\n  repeat 30000 { relu }\n b: relu\n"
                + "  repeat 9000 as i { b -> residual { conv(3 + i, 3x3, stride = 2) conv(2 + i, 5x5) } }\n}\n";
        check(Files.writeString(folder.resolve("many.cnn"), many));
    }
}
