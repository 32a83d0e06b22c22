package dev.cnnc.compiler.cli;

import dev.cnnc.runtime.EpochResult;
import dev.cnnc.runtime.TrainListener;
import dev.cnnc.runtime.io.AtomicFile;
import dev.cnnc.runtime.io.Json;
import dev.cnnc.runtime.io.JsonRecords;
import dev.cnnc.runtime.io.WriteFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What happened in a run, a JSON object a line, each with its {@code event} and {@code time}. An epoch that a process
 * repeats after it was broken off stands there twice; the later line counts, and both are equal but for the times.
 */
final class RunLog implements TrainListener {

    private final Path file;

    RunLog(Path file) {
        this.file = file;
    }

    @Override
    public void onEpoch(EpochResult result) {
        Map<String, Object> members = new LinkedHashMap<>();
        ((Map<?, ?>) JsonRecords.toJson(result)).forEach((name, value) -> members.put((String) name, value));
        write("epoch", members);
    }

    void write(String event, Map<String, Object> members) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event);
        line.put("time", Instant.now().toString());
        line.putAll(members);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.position(endOfLastLine(channel));
            ByteBuffer bytes = ByteBuffer.wrap((Json.write(line) + "\n").getBytes(StandardCharsets.US_ASCII));
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
