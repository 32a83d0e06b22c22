package dev.cnnc.runtime.io;

import dev.cnnc.runtime.CnncException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes files that appear whole or not at all, also when the machine loses power on the way. */
public final class AtomicFile {
    private static final String TEMPORARY = ".tmp";
    private static final Pattern UNFINISHED = Pattern.compile("\\.(.+)\\.[0-9a-z]{1,13}" + Pattern.quote(TEMPORARY));

    private AtomicFile() {
    }

    /** What goes into a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything to {@code out}, which is buffered and stays open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file under a temporary name beside its own, forces it to the disk, renames it and forces the folder.
     *
     * @throws CnncException if no such file can be made there, or a {@link WriteFailure} with the reason if filling it
     *         fails; a file of that name from before is then untouched
     */
    public static void write(Path file, Content content) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new CnncException("cannot write " + file + ": it is a folder");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // Renaming onto it would replace a device such as /dev/null.
            throw new CnncException("cannot write " + file + ": it is a device and not a file");
        }
        if (!Files.isDirectory(folder)) {
            throw new CnncException("cannot write " + file + ": there is no folder " + folder);
        }
        Path temporary = folder.resolve("." + file.getFileName() + "."
                + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36) + TEMPORARY);
        FileChannel channel = create(temporary, file);
        try {
            fillForceAndClose(channel, content);
            rename(temporary, file.toAbsolutePath());
            forceFolder(folder);
        } catch (IOException e) {
            throw new WriteFailure("cannot write " + file + ": " + reason(e), e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    /**
     * Deletes what processes that were killed left of the files they were writing. Nobody else may write such files
     * meanwhile.
     *
     * @param ours whether a file of this name is meant
     */
    public static void removeUnfinished(Path folder, Predicate<String> ours) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> {
                Matcher name = UNFINISHED.matcher(file.getFileName().toString());
                return name.matches() && ours.test(name.group(1));
            }).forEach(AtomicFile::deleteQuietly);
        } catch (IOException e) {
            throw new CnncException("cannot read the folder " + folder + ": " + reason(e), e);
        }
    }

    private static FileChannel create(Path temporary, Path file) {
        try {
            return FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw new CnncException("cannot write " + file + ": its folder takes no new files", e);
        } catch (IOException e) {
            throw new CnncException("cannot write " + file + ": " + reason(e), e);
        }
    }

    /** The operating system's words for a failure, without the file name that the message already has. */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Some systems rename only files that nobody has open. */
    private static void fillForceAndClose(FileChannel channel, Content content) throws IOException {
        try (channel) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the new name survive a power cut too; not every system can open a folder, and the file is whole anyway. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            return;
        }
    }

    /** After success the temporary name is gone already. */
    private static void deleteQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException leftBehind) {
            return;
        }
    }
}
