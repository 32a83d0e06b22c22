package dev.cnnc.compiler.cli;

import dev.cnnc.runtime.io.AtomicFile;
import dev.cnnc.runtime.io.WriteFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What happened in a run, in a file. An epoch that a process repeats after it was broken off stands there twice; the
 * later line counts, and both are equal but for the times.
 */
final class RunLog extends EventLog {

    private final Path file;

    RunLog(Path file) {
        this.file = file;
    }

    @Override
    void writeLine(String line) {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.position(endOfLastLine(channel));
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.truncate(channel.position());
        } catch (IOException e) {
            throw new WriteFailure("cannot write " + file + ": " + AtomicFile.reason(e), e);
        }
    }

    /** Behind the last line that is whole: a process that was killed may have left a part of one. */
    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            if (channel.read(one.clear(), end - 1) == 1 && one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }
}
