package dev.cnnc.bench.compare;

import dev.cnnc.bench.worker.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A {@link Worker} in its own process. */
final class WorkerProcess implements AutoCloseable {

    private static final int LINES_OF_LOG = 3;

    /** For an answer; an engine that takes longer hangs. */
    private static final int MOST_MINUTES = 5;

    private static final ScheduledExecutorService GUARDS = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "guards");
        thread.setDaemon(true);
        return thread;
    });

    private final Process process;
    private final Path log;
    private final BufferedReader answers;
    private final PrintStream commands;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts the engine with the workload, and waits until it is ready. */
    static WorkerProcess start(Contestant contestant, Workload workload, Place place) throws IOException {
        Path log = place.log(contestant.id() + "-" + workload.network().id() + "-" + workload.kind().mode());
        ProcessBuilder builder = new ProcessBuilder(place.java(contestant, List.of("-cp",
                contestant.workerClassPath(place.bench()), Worker.class.getName(), contestant.engine(),
                workload.network().source(place.repository()).toString(), workload.kind().mode(),
                Integer.toString(workload.batch()), Integer.toString(workload.threads()),
                place.exported(contestant, workload.network()).toString())));
        builder.environment().putAll(contestant.environment());
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(workload.threads()));
        // Where a crash of native code leaves its report.
        builder.directory(log.getParent().toFile());
        builder.redirectError(log.toFile());
        WorkerProcess worker = new WorkerProcess(builder.start(), log);
        try {
            worker.answer();
            return worker;
        } catch (IOException e) {
            worker.close();
            throw e;
        }
    }

    /** The numbers that must be those of the other engines. */
    float[] check() throws IOException {
        String[] words = ask("check").split(" ");
        float[] values = new float[words.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(words[i]);
        }
        return values;
    }

    /**
     * What warming up came to.
     *
     * @param nanosOfRun       in the mean
     * @param compilingSeconds for which the JIT compiler was at work meanwhile
     */
    record Warmth(double nanosOfRun, double compilingSeconds) {
    }

    /** Computes for so many nanoseconds. */
    Warmth warm(long nanos) throws IOException {
        String[] words = ask("warm " + nanos).split(" ");
        return new Warmth((double) nanos / Long.parseLong(words[0]), Long.parseLong(words[1]) / 1e3);
    }

    /** Computes so many times; gives the nanoseconds of a run. */
    double run(long times) throws IOException {
        return (double) Long.parseLong(ask("run " + times)) / times;
    }

    /** Computes so many times; gives the most memory that was resident, in bytes, without what was garbage before. */
    long peakBytes(long times) throws IOException {
        ask("collect");
        // The JVM gives memory back beside the program, piece by piece.
        sleep(Effort.SETTLING_MILLIS);
        ProcessMemory memory = ProcessMemory.of(process);
        memory.forgetPeak();
        run(times);
        return memory.peak();
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String ask(String command) throws IOException {
        commands.println(command);
        return answer();
    }

    private String answer() throws IOException {
        Future<?> guard = GUARDS.schedule(process::destroyForcibly, MOST_MINUTES, TimeUnit.MINUTES);
        String line = answers.readLine();
        while (line != null && !line.startsWith(Worker.MARK)) {
            line = answers.readLine();
        }
        guard.cancel(false);
        if (line == null) {
            throw new IOException("ended: " + reason());
        }
        return line.substring(Worker.MARK.length());
    }

    private String reason() throws IOException {
        List<String> lines = Files.readString(log, StandardCharsets.ISO_8859_1).lines()
                .filter(line -> line.contains("Exception") || line.contains("Error") || line.contains("rror:"))
                .limit(LINES_OF_LOG)
                .toList();
        return String.join(" | ", lines) + " (" + log + ")";
    }

    @Override
    public void close() {
        commands.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
