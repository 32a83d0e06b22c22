package dev.cnnc.bench.compare;

import dev.cnnc.bench.network.SampleNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything is.
 *
 * @param repository the folder with {@code samples} and {@code bench}
 * @param javaHome   of the Java that runs the engines
 * @param work       a folder for exported networks and logs
 */
record Place(Path repository, Path javaHome, Path work) {

    /**
     * Enough for the largest network in training, and no engine is held back by a heap that it does not use. What is
     * free after a collection goes back to the system, so that what a process holds is what it needs.
     */
    private static final List<String> HEAP =
            List.of("-Xmx10g", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10");

    Path bench() {
        return repository.resolve("bench");
    }

    /** A command line of Java with the contestant's flags. */
    List<String> java(Contestant contestant, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(javaHome.resolve("bin/java").toString()));
        command.addAll(HEAP);
        command.addAll(contestant.flags());
        command.addAll(arguments);
        return command;
    }

    /** The network as the engine's applications ship it. */
    Path exported(Contestant contestant, SampleNetwork network) throws IOException {
        Path folder = work.resolve(contestant.isCnnc() ? Contestant.CNNC.id() : contestant.id());
        Files.createDirectories(folder);
        return folder.resolve(network.id() + (contestant.isCnnc() ? ".jar" : ".network"));
    }

    /** What a process writes to standard error. */
    Path log(String name) throws IOException {
        Path folder = work.resolve("logs");
        Files.createDirectories(folder);
        return folder.resolve(name + ".log");
    }
}
