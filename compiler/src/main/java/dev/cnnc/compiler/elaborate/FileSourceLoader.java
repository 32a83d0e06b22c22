package dev.cnnc.compiler.elaborate;

import dev.cnnc.grammar.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads sources from disk. Imports stay within the folder of the first file, symbolic links followed: a model from a
 * stranger must not be able to show what lies elsewhere.
 */
public final class FileSourceLoader implements SourceLoader {

    private static final int LARGEST_FILE = 1 << 20;

    private final Path folder;
    private final Path shownFolder;
    private final SourceFile root;
    private final Map<Path, SourceFile> byPath = new HashMap<>();
    private final Map<SourceFile, Path> paths = new IdentityHashMap<>();

    private FileSourceLoader(Path path) throws IOException {
        Path real = path.toRealPath();
        this.folder = real.getParent();
        this.shownFolder = path.resolveSibling("");
        this.root = read(real, path.toString());
    }

    /**
     * Opens the file of a model.
     *
     * @throws IOException if it cannot be read, is no regular file, is larger than 1 MiB or is not UTF-8
     */
    public static FileSourceLoader open(Path path) throws IOException {
        return new FileSourceLoader(path);
    }

    /** The file that was opened. */
    public SourceFile root() {
        return root;
    }

    /** The text of every file that was read so far, by its path within the folder of the first. */
    public Map<Path, String> texts() {
        Map<Path, String> texts = new TreeMap<>();
        byPath.forEach((path, file) -> texts.put(folder.relativize(path), file.text()));
        return texts;
    }

    @Override
    public SourceFile load(SourceFile importer, String path) throws IOException {
        Path base = paths.get(importer);
        if (base == null) {
            throw new IOException("'" + importer.name() + "' is no file that was read from disk");
        }
        try {
            if (Path.of(path).isAbsolute()) {
                throw new IOException("the path must be relative to the importing file");
            }
            Path target = base.resolveSibling(path);
            // The first check keeps silent about what exists elsewhere, the second one follows symbolic links.
            if (!target.normalize().startsWith(folder) || !target.toRealPath().startsWith(folder)) {
                throw new IOException("it is outside the folder of the model");
            }
            Path real = target.toRealPath();
            SourceFile known = byPath.get(real);
            return known != null ? known : read(real, shownFolder.resolve(folder.relativize(real)).toString());
        } catch (InvalidPathException e) {
            throw new IOException("this is no path of a file", e);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        }
    }

    private SourceFile read(Path real, String name) throws IOException {
        if (!Files.isRegularFile(real)) {
            throw new IOException("it is no regular file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(real)) {
            bytes = in.readNBytes(LARGEST_FILE + 1);
        }
        if (bytes.length > LARGEST_FILE) {
            throw new IOException("it is larger than 1 MiB");
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            SourceFile file = new SourceFile(name, text);
            byPath.put(real, file);
            paths.put(file, real);
            return file;
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8 text", e);
        }
    }
}
