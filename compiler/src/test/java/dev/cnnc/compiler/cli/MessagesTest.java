package dev.cnnc.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and editors get to read: messages as text and as JSON, their pages, and the options for warnings. */
class MessagesTest {

    private static final String BIASED = "model m {\n  input(8x8x1)\n  conv(4, 3x3)  bn\n}\n";

    @TempDir
    private Path folder;

    private Workplace files;

    @BeforeEach
    void openWorkplace() {
        files = new Workplace(folder);
    }

    @Test
    void editorsGetAnArrayWithRangesCountedFromZero() throws IOException {
        Path file = files.write("wrong.cnn", """
                model m {
                  labels ["字"]  input(8x8x1)
                  repeat 2 { conv(4, 7x7) }
                }
                """);
        Run run = Run.of("check", "--format", "json", file, files.network());
        assertEquals(2, run.code(), run::toString);
        assertEquals("", run.err());
        List<Object> messages = JSON.std.listFrom(run.out());
        assertEquals(1, messages.size(), run.out());
        Map<String, Object> message = JSON.std.mapFrom(JSON.std.asString(messages.get(0)));
        assertEquals(file.toString(), message.get("file"));
        assertEquals(range(2, 21, 2, 24), message.get("range"));
        assertEquals("error", message.get("severity"));
        assertEquals("E0402", message.get("code"));
        assertEquals("kernel-too-large", message.get("name"));
        assertEquals("the 7x7 kernel is larger than its 2x2 input", message.get("message"));
        assertEquals("padding = 3 or same would keep 2x2", message.get("hint"));
        List<?> related = (List<?>) message.get("relatedInformation");
        assertEquals(3, related.size(), run.out());
        Map<?, ?> turn = (Map<?, ?>) related.get(2);
        assertEquals(Map.of("file", file.toString(), "range", range(2, 2, 2, 10)), turn.get("location"));
        assertEquals("in turn 2 of 2, of this repeat", turn.get("message"));
    }

    private static Map<String, Object> range(int line, int character, int endLine, int endCharacter) {
        return Map.of(
                "start", Map.of("line", line, "character", character),
                "end", Map.of("line", endLine, "character", endCharacter));
    }

    @Test
    void editorsGetAnEmptyArrayForARightFileAndAMessageForAnUnreadableOne() throws IOException {
        assertEquals("[ ]\n", Run.of("check", "--format", "json", files.network()).out());
        Files.write(files.path("latin.cnn"), new byte[] {'#', (byte) 0xe9, '\n'});
        Run run = Run.of("check", "--format=json", files.path("latin.cnn"));
        assertEquals(2, run.code());
        assertTrue(run.out().contains("UTF-8"), run.out());
        assertEquals(1, JSON.std.listFrom(run.out()).size());
    }

    @Test
    void everyCodeIsExplainedByCodeAndByName() {
        for (DiagnosticCode code : DiagnosticCode.values()) {
            Run run = Run.of("explain", code.code());
            assertEquals(0, run.code(), run::toString);
            assertTrue(run.out().startsWith(code.code() + ": " + code.title() + "\n"), run.out());
            assertEquals(run, Run.of("explain", code.slug()));
        }
        assertTrue(Run.of("explain").out().contains("  E0402  kernel-too-large"));
    }

    @Test
    void anUnknownCodeIsToldWithTheNearest() {
        Run run = Run.of("explain", "kernel-to-large");
        assertEquals(2, run.code());
        assertEquals("error: there is no error or warning 'kernel-to-large'; did you mean 'kernel-too-large'?\n",
                run.err());
    }

    @Test
    void aWarningLeavesTheNetworkAsItIsUnlessItIsDenied() throws IOException {
        Path file = files.write("biased.cnn", BIASED);
        Run warned = Run.of("check", file);
        assertEquals(0, warned.code(), warned::toString);
        assertTrue(warned.err().contains("biased.cnn:3:3: warning[W0201]: "), warned.err());
        assertTrue(warned.err().endsWith("1 warning; 'cnnc explain W0201' says more about the first\n"), warned.err());

        for (String option : List.of("--deny-warnings", "--deny=W0201", "--deny=bias-before-norm")) {
            Run denied = Run.of("check", option, file);
            assertEquals(2, denied.code(), denied::toString);
            assertTrue(denied.err().contains("error[W0201]: "), denied.err());
        }
        assertEquals(2, Run.of("summary", "--deny-warnings", file).code());
    }

    @Test
    void aWarningIsSwitchedOffAndOn() throws IOException {
        Path file = files.write("biased.cnn", BIASED.replace("3x3", "3x3, stride = 2"));
        assertEquals("", Run.of("check", "--allow", "W0201", file).err());
        assertEquals("", Run.of("summary", "--allow=w0201,W0101", file).err());
        assertTrue(Run.of("check", "--warn", "edge-dropped", file).err().contains("warning[W0302]"));
    }

    @Test
    void onlyWarningsCanBeSwitched() throws IOException {
        Path file = files.write("biased.cnn", BIASED);
        Run error = Run.of("check", "--allow", "E0402", file);
        assertEquals(2, error.code());
        assertTrue(error.err().contains("there is no warning 'E0402'; an error stays one"), error.err());
        Run unknown = Run.of("check", "--deny", "bias-before-nrm", file);
        assertTrue(unknown.err().contains("did you mean 'bias-before-norm'?"), unknown.err());
        assertFalse(unknown.err().contains("W0201]"), unknown.err());
    }
}
