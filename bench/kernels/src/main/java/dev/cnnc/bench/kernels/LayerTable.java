package dev.cnnc.bench.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures the peak and all layers with one and two threads, and prints a table of Markdown. Arguments are parts of
 * layers' names, such as {@code CONV_3X3}; without any, all are measured.
 */
public final class LayerTable {

    private static final String[] FLAGS = {"--add-modules", "jdk.incubator.vector", "-Xmx4g"};
    private static final int[] THREADS = {1, 2};
    private static final double GIGA = 1e9;

    private final Map<String, Double> seconds = new TreeMap<>();

    private LayerTable() {}

    public static void main(String[] arguments) throws RunnerException {
        List<LayerCase> layers = Arrays.stream(LayerCase.values())
                .filter(layer -> arguments.length == 0
                        || Arrays.stream(arguments).anyMatch(part -> layer.name().contains(part)))
                .toList();
        LayerTable table = new LayerTable();
        double[] peaks = new double[THREADS.length];
        for (int i = 0; i < THREADS.length; i++) {
            peaks[i] = peak(THREADS[i]);
        }
        table.measure(layers, List.of(Direction.INFERENCE, Direction.BACKWARD));
        table.measure(layers.stream().filter(LayerCase::isProduct).toList(), List.of(Direction.WEIGHT_GRADIENT));
        table.print(layers, peaks);
    }

    private static ChainedOptionsBuilder options(Class<?> benchmark) {
        return new OptionsBuilder()
                .include(benchmark.getName())
                .jvmArgs(FLAGS)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(700))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(400));
    }

    private static double peak(int threads) throws RunnerException {
        RunResult result =
                new Runner(options(PeakBenchmark.class).threads(threads).build()).run().iterator().next();
        return result.getPrimaryResult().getScore() * PeakBenchmark.OPERATIONS / GIGA;
    }

    private void measure(List<LayerCase> layers, List<Direction> directions) throws RunnerException {
        if (layers.isEmpty()) {
            return;
        }
        Collection<RunResult> results = new Runner(options(LayerBenchmark.class)
                        .param("layer", layers.stream().map(LayerCase::name).toArray(String[]::new))
                        .param("direction", directions.stream().map(Direction::name).toArray(String[]::new))
                        .param("workers", Arrays.stream(THREADS).mapToObj(Integer::toString).toArray(String[]::new))
                        .build())
                .run();
        for (RunResult result : results) {
            seconds.put(key(result.getParams().getParam("layer"), result.getParams().getParam("direction"),
                    result.getParams().getParam("workers")), 1 / result.getPrimaryResult().getScore());
        }
    }

    private static String key(Object layer, Object direction, Object workers) {
        return layer + " " + direction + " " + workers;
    }

    private void print(List<LayerCase> layers, double[] peaks) {
        StringBuilder text = new StringBuilder("\n| Layer | Threads | Forward | Weight gradient | All gradients |\n"
                + "|---|--:|--:|--:|--:|\n");
        for (int i = 0; i < THREADS.length; i++) {
            text.append(String.format(Locale.ROOT, "| peak | %d | %.0f GFLOP/s | | |%n", THREADS[i], peaks[i]));
        }
        for (LayerCase layer : layers) {
            for (int i = 0; i < THREADS.length; i++) {
                text.append(row(layer, THREADS[i], peaks[i]));
            }
        }
        System.out.print(text);
    }

    private String row(LayerCase layer, int threads, double peak) {
        double forward = seconds.get(key(layer, Direction.INFERENCE, threads));
        double backward = seconds.get(key(layer, Direction.BACKWARD, threads));
        List<String> cells = new ArrayList<>(List.of(layer.title(), Integer.toString(threads)));
        cells.add(cell(layer.operations(), forward, peak));
        if (layer.isProduct()) {
            double weights = seconds.get(key(layer, Direction.WEIGHT_GRADIENT, threads));
            cells.add(cell(layer.operations(), weights, peak));
            cells.add(cell(2 * layer.operations(), backward, peak));
        } else {
            cells.add("");
            cells.add(cell(layer.operations(), backward, peak));
        }
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String cell(double operations, double seconds, double peak) {
        double speed = operations / seconds / GIGA;
        return String.format(Locale.ROOT, "%.1f GFLOP/s, %.0f %%", speed, 100 * speed / peak);
    }
}
