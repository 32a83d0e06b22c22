package dev.cnnc.compiler.cli;

import dev.cnnc.runtime.CnncException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks whether a file can be written before the work is done that it is for. */
final class OutputFile {

    private OutputFile() {}

    static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new CnncException("cannot write " + file + ": it is a folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new CnncException("cannot write " + file + ": there is no folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw new CnncException("cannot write " + file + ": writing to the folder " + folder + " is not allowed");
        }
    }
}
