package dev.cnnc.bench.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Results as a table of Markdown: a line for each workload, a column for each engine, and the ratio. */
final class Table {

    private static final double NANOS_OF_SECOND = 1e9;
    private static final double NANOS_OF_MILLISECOND = 1e6;
    private static final double MEGA = 1e6;

    private final List<Contestant> contestants;
    private final StringBuilder text = new StringBuilder();

    Table(List<Contestant> contestants) {
        this.contestants = contestants;
        List<String> titles = new ArrayList<>(List.of("Network", "Batch", "Threads"));
        contestants.forEach(contestant -> titles.add(contestant.title()));
        titles.add("Ratio");
        line(titles);
        List<String> rule = new ArrayList<>(Collections.nCopies(titles.size(), "--:"));
        rule.set(0, "---");
        line(rule);
    }

    /** Adds a line with times, and gives it. */
    String addTimes(Workload workload, Map<Contestant, Result> results) {
        return add(workload, results, result -> time(workload, result), result -> result.timing().stream()
                .mapToDouble(Timing::median));
    }

    /** Adds a line with the memory of the processes. */
    void addMemory(Workload workload, Map<Contestant, Result> results) {
        add(workload, results, Table::memory, result -> result.peakBytes().stream().asDoubleStream());
    }

    private String add(Workload workload, Map<Contestant, Result> results, Function<Result, String> cell,
            Function<Result, DoubleStream> figure) {
        List<String> cells = new ArrayList<>(List.of(workload.network().title(),
                Integer.toString(workload.batch()), Integer.toString(workload.threads())));
        contestants.forEach(contestant ->
                cells.add(results.containsKey(contestant) ? cell.apply(results.get(contestant)) : ""));
        cells.add(ratio(results, figure));
        return line(cells);
    }

    private static String memory(Result result) {
        return result.peakBytes().isEmpty()
                ? "failed"
                : threeDigits(result.peakBytes().getAsLong() / MEGA) + " MB";
    }

    private static String time(Workload workload, Result result) {
        return result.timing()
                .map(timing -> amount(workload, timing.median())
                        + String.format(Locale.ROOT, " ±%.0f %%", 100 * timing.spread()))
                .orElse("failed");
    }

    private static String amount(Workload workload, double nanos) {
        return workload.kind() == Workload.Kind.LATENCY
                ? threeDigits(nanos / NANOS_OF_MILLISECOND) + " ms"
                : threeDigits(workload.batch() * NANOS_OF_SECOND / nanos) + "/s";
    }

    /** Three significant digits, or all before the point. */
    static String threeDigits(double value) {
        int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(value)));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** The least figure of the other engines over that of cnnc; above 1, cnnc is better. */
    private static String ratio(Map<Contestant, Result> results, Function<Result, DoubleStream> figure) {
        OptionalDouble best = results.entrySet().stream()
                .filter(entry -> !entry.getKey().isCnnc())
                .flatMapToDouble(entry -> figure.apply(entry.getValue()))
                .min();
        OptionalDouble own = results.containsKey(Contestant.CNNC)
                ? figure.apply(results.get(Contestant.CNNC)).findFirst()
                : OptionalDouble.empty();
        return own.isEmpty() || best.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "**%.2f**", best.getAsDouble() / own.getAsDouble());
    }

    private String line(List<String> cells) {
        String line = "| " + String.join(" | ", cells) + " |\n";
        text.append(line);
        return line;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
