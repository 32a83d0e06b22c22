package dev.cnnc.compiler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts the command line in processes of their own, which tests can kill. What all of them print is in one log. */
final class CnncProcess {

    /**
     * Start quickly, and compile little: the trainings last a second. Bits do not depend on it. Support for containers
     * reads files of theirs every few milliseconds, so that no two processes would make the same system calls.
     */
    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC", "-Xmx256m", "-XX:-UseContainerSupport", "--add-modules", "jdk.incubator.vector");

    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private final Path folder;
    private final Path log;
    private List<String> classes = List.of("-cp", CLASS_PATH);

    CnncProcess(Path folder) {
        this.folder = folder;
        log = folder.resolve("processes.log");
    }

    /** Runs {@code cnnc} with these arguments, and lets all later processes share the classes that this one loaded. */
    int runForArchive(Object... arguments) throws IOException, InterruptedException {
        Path archive = folder.resolve("classes.jsa");
        List<String> jars = List.of("-cp", ClassPathJars.of(CLASS_PATH, folder));
        classes = new ArrayList<>(jars);
        classes.add("-XX:ArchiveClassesAtExit=" + archive);
        int code = start(arguments).waitFor();
        classes = new ArrayList<>(jars);
        classes.add("-XX:SharedArchiveFile=" + archive);
        return code;
    }

    /** Runs {@code cnnc} with these arguments. */
    Process start(Object... arguments) throws IOException {
        return startUnder(List.of(), arguments);
    }

    /** Runs a command such as strace, which runs {@code cnnc} with these arguments. */
    Process startUnder(List<String> command, Object... arguments) throws IOException {
        return builder(command, arguments).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    }

    /** The same, with only its messages in the log: standard output is a pipe from which nobody reads. */
    Process startUnread(List<String> command, Object... arguments) throws IOException {
        return builder(command, arguments).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    }

    private ProcessBuilder builder(List<String> command, Object... arguments) {
        List<String> words = new ArrayList<>(command);
        words.addAll(JAVA);
        words.addAll(classes);
        words.add(Cnnc.class.getName());
        Arrays.stream(arguments).map(Object::toString).forEach(words::add);
        return new ProcessBuilder(words);
    }

    /** Everything printed so far, for assertions and their messages. */
    String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }
}
