package dev.cnnc.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.CnncException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    private static AtomicFile.Content text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileIsReplacedAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, text("old"));
        AtomicFile.write(file, text("new"));
        assertEquals("new", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void aFailureHalfwayLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        CnncException e = assertThrows(CnncException.class, () -> AtomicFile.write(file, out -> {
            out.write(new byte[200_000]);
            throw new IOException("No space left on device");
        }));
        assertEquals("cannot write " + file + ": No space left on device", e.getMessage());
        assertThrows(IllegalStateException.class, () -> AtomicFile.write(file, out -> {
            throw new IllegalStateException("a mistake in the program");
        }));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void onlyWhatWasLeftUnfinishedIsRemoved() throws IOException {
        for (String name : List.of("a.txt", ".a.txt.tmp", ".a.txt.0abcz9.tmp", ".b.txt.0abcz9.tmp", "a.txt.0.tmp")) {
            Files.writeString(folder.resolve(name), "");
        }
        AtomicFile.removeUnfinished(folder, "a.txt"::equals);
        assertEquals(List.of(".a.txt.tmp", ".b.txt.0abcz9.tmp", "a.txt", "a.txt.0.tmp"), names());
    }

    @Test
    void theReasonIsNamedWhereNothingCanBeWritten() throws IOException {
        Path missing = folder.resolve("no/such/a.txt");
        assertTrue(assertThrows(CnncException.class, () -> AtomicFile.write(missing, text(""))).getMessage()
                .contains("there is no folder"));
        assertTrue(assertThrows(CnncException.class, () -> AtomicFile.write(folder, text(""))).getMessage()
                .contains("it is a folder"));
        Path inFile = Files.writeString(folder.resolve("file"), "").resolve("a.txt");
        assertTrue(assertThrows(CnncException.class, () -> AtomicFile.write(inFile, text(""))).getMessage()
                .contains("there is no folder"));
    }

    @Test
    void aNameTooLongForTheSystemIsRefusedWithItsReason() {
        Path file = folder.resolve("x".repeat(300));
        CnncException e = assertThrows(CnncException.class, () -> AtomicFile.write(file, text("")));
        assertTrue(e.getMessage().startsWith("cannot write " + file + ": "), e.getMessage());
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDeviceIsNotReplacedByAFile() {
        Path device = Path.of("/dev/null");
        assertThrows(CnncException.class, () -> AtomicFile.write(device, text("")));
        assertFalse(Files.isRegularFile(device));
    }

    @Test
    void aRelativeNameIsWrittenBesideTheProgram() throws IOException {
        Path file = Path.of("target", "atomic-file-test.txt");
        Files.createDirectories(file.getParent());
        AtomicFile.write(file, text("x"));
        assertEquals("x", Files.readString(file));
        Files.delete(file);
    }
}
