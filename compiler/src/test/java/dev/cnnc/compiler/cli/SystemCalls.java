package dev.cnnc.compiler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The system calls of a process on the files of one folder, seen through strace. */
final class SystemCalls {

    /** A line of strace: thread, call, the rest; the second half of a call that another one interrupted has no name. */
    private static final Pattern LINE = Pattern.compile("(\\d+) +(\\w+)\\((.*)");

    private static final List<String> STRACE = List.of("strace", "-f", "-qq", "-y", "-s", "0");

    /** The exit code of a process that SIGKILL ended, and of strace then. */
    private static final int KILLED = 128 + 9;

    private final Path trace;
    private final Path folder;

    /** @param trace the file that strace writes */
    SystemCalls(Path trace, Path folder) {
        this.trace = trace;
        this.folder = folder;
    }

    /**
     * One call.
     *
     * @param name   of the call: {@code rename}
     * @param number of this call among those of its thread and name, from 1, those on other files counted too
     * @param line   what strace says of it
     */
    record Call(String name, int number, String line) {

        /** Whether files or folders are others afterwards. */
        boolean changesFiles() {
            return switch (name) {
                case "openat" -> line.contains("O_CREAT") || line.contains("O_TRUNC");
                case "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "rename", "unlink", "mkdir" -> true;
                default -> false;
            };
        }

        @Override
        public String toString() {
            return name + " " + number + ": " + line;
        }
    }

    static boolean canBeTraced() {
        try {
            List<String> command = new ArrayList<>(STRACE);
            command.addAll(List.of("-e", "inject=close:signal=SIGKILL:when=1", "true"));
            int code = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
            return code == KILLED;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The beginning of a command that records all calls. */
    List<String> recorder() {
        List<String> command = new ArrayList<>(STRACE);
        command.addAll(List.of("-o", trace.toString(), "-e", "trace=%file,%desc"));
        return command;
    }

    /** The beginning of a command that kills the process as it enters this call. */
    List<String> killer(Call call) {
        List<String> command = new ArrayList<>(recorder());
        command.addAll(List.of("-e", "inject=" + call.name() + ":signal=SIGKILL:when=" + call.number()));
        return command;
    }

    /** The calls on files of the folder, in their order. */
    List<Call> read() throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        List<Call> calls = new ArrayList<>();
        for (String line : Files.readAllLines(trace)) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                int number = counts.merge(parts.group(1) + parts.group(2), 1, Integer::sum);
                if (parts.group(3).contains(folder.toString())) {
                    calls.add(new Call(parts.group(2), number, parts.group(3)));
                }
            }
        }
        return calls;
    }
}
