package dev.cnnc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cnnc.grammar.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceLoaderTest {

    @TempDir
    Path outside;

    private Path folder;
    private FileSourceLoader loader;

    @BeforeEach
    void writeFiles() throws IOException {
        folder = Files.createDirectories(outside.resolve("model"));
        Files.createDirectories(folder.resolve("parts"));
        Files.writeString(outside.resolve("secret.cnn"), "let secret = 1");
        Files.writeString(folder.resolve("net.cnn"), "model net { }");
        Files.writeString(folder.resolve("parts/a.cnn"), "block a { }");
        loader = FileSourceLoader.open(folder.resolve("net.cnn"));
    }

    @Test
    void aPathIsRelativeToTheImportingFile() throws IOException {
        SourceFile part = loader.load(loader.root(), "parts/a.cnn");
        assertEquals("block a { }", part.text());
        assertSame(part, loader.load(part, "a.cnn"));
        assertSame(loader.root(), loader.load(part, "../net.cnn"));
        assertEquals(folder.resolve("parts/a.cnn").toString(), part.name());
    }

    @Test
    void whatLiesOutsideTheFolderStaysThere() throws IOException {
        assertRefused("../secret.cnn", "it is outside the folder of the model");
        assertRefused("../there_is_no_such_file.cnn", "it is outside the folder of the model");
        assertRefused("parts/../../secret.cnn", "it is outside the folder of the model");
        assertRefused(outside.resolve("secret.cnn").toString(), "the path must be relative to the importing file");
        Files.createSymbolicLink(folder.resolve("link.cnn"), outside.resolve("secret.cnn"));
        assertRefused("link.cnn", "it is outside the folder of the model");
        Files.createSymbolicLink(folder.resolve("up"), outside);
        assertRefused("up/secret.cnn", "it is outside the folder of the model");
    }

    @Test
    void onlySmallTextFilesAreRead() throws IOException {
        assertRefused("parts", "it is no regular file");
        assertRefused("none.cnn", "there is no such file");
        assertRefused("a\0b", "this is no path of a file");
        Files.write(folder.resolve("large.cnn"), new byte[(1 << 20) + 1]);
        assertRefused("large.cnn", "it is larger than 1 MiB");
        Files.write(folder.resolve("latin.cnn"), new byte[] {(byte) 0xE4});
        assertRefused("latin.cnn", "it is not UTF-8 text");
    }

    private void assertRefused(String path, String reason) {
        IOException refused = assertThrows(IOException.class, () -> loader.load(loader.root(), path));
        assertEquals(reason, refused.getMessage());
    }
}
