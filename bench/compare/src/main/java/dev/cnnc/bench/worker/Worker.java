package dev.cnnc.bench.worker;

import dev.cnnc.bench.engine.Engine;
import dev.cnnc.bench.engine.Inference;
import dev.cnnc.bench.network.Network;
import dev.cnnc.bench.network.SampleImages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One engine with one network, which computes when it is told to. Answers are lines that begin with {@link #MARK},
 * since engines write to standard output as they please. The commands:
 *
 * <ul>
 *   <li>{@code check}: computes, and answers what came out
 *   <li>{@code run N}: computes N times, and answers how many nanoseconds that took
 *   <li>{@code warm N}: computes for N nanoseconds, and answers how often, and for how many milliseconds the JIT
 *       compiler was at work meanwhile
 *   <li>{@code collect}: gives back what making the network left on the heap
 * </ul>
 */
public final class Worker {

    /** Begins every answer. */
    public static final String MARK = "@";

    private final PrintStream out;

    private Worker(PrintStream out) {
        this.out = out;
    }

    /**
     * @param arguments the engine's class, the network's file, {@code infer} or {@code train}, images, threads, the
     *                  file to export to
     */
    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        Engine engine = (Engine) Class.forName(arguments[0]).getConstructor().newInstance();
        Network network = Network.read(Path.of(arguments[1]));
        int batch = Integer.parseInt(arguments[3]);
        int threads = Integer.parseInt(arguments[4]);
        Worker worker = new Worker(System.out);
        try (Work work = arguments[2].equals("train")
                ? Work.of(engine.train(network, SampleImages.of(network, batch), SampleImages.labels(network, batch),
                        threads).orElseThrow())
                : Work.of(inference(engine, network, batch, threads, Path.of(arguments[5])))) {
            worker.serve(work);
        }
        System.exit(0);
    }

    private static Inference inference(Engine engine, Network network, int batch, int threads, Path file)
            throws IOException {
        if (!Files.exists(file)) {
            engine.export(network, file);
        }
        Inference inference = engine.load(file, batch, threads);
        inference.input(SampleImages.of(network, batch));
        return inference;
    }

    private void serve(Work work) throws IOException {
        answer("ready");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] command = line.split(" ");
            switch (command[0]) {
                case "check" -> answer(text(work.check()));
                case "run" -> answer(Long.toString(run(work, Long.parseLong(command[1]))));
                case "warm" -> answer(warm(work, Long.parseLong(command[1])));
                case "collect" -> {
                    System.gc();
                    answer("collected");
                }
                default -> throw new IllegalArgumentException(line);
            }
        }
    }

    private static long run(Work work, long times) {
        long start = System.nanoTime();
        for (long i = 0; i < times; i++) {
            work.run();
        }
        return System.nanoTime() - start;
    }

    private static String warm(Work work, long nanos) {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long before = compiler.getTotalCompilationTime();
        long start = System.nanoTime();
        long times = 0;
        do {
            work.run();
            times++;
        } while (System.nanoTime() - start < nanos);
        return times + " " + (compiler.getTotalCompilationTime() - before);
    }

    private static String text(float[] values) {
        StringBuilder text = new StringBuilder();
        for (float value : values) {
            text.append(value).append(' ');
        }
        return text.toString().strip();
    }

    private void answer(String text) {
        out.println(MARK + text);
        out.flush();
    }
}
