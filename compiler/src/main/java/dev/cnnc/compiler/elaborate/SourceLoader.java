package dev.cnnc.compiler.elaborate;

import dev.cnnc.grammar.SourceFile;
import java.io.IOException;

/** Brings the files that imports name. */
public interface SourceLoader {

    /**
     * The file at a path relative to the importing one. The same file gives the same object, however it is reached.
     *
     * @throws IOException with a message that completes the sentence {@code cannot import "x.cnn": …}
     */
    SourceFile load(SourceFile importer, String path) throws IOException;

    /** For sources that are not files: every import fails. */
    static SourceLoader none() {
        return (importer, path) -> {
            throw new IOException("there is no folder to look in");
        };
    }
}
