package dev.cnnc.bench.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results as a table of Markdown: a line for each workload, a column for each engine, and the ratio. */
final class Table {

    private static final double NANOS_OF_SECOND = 1e9;
    private static final double NANOS_OF_MILLISECOND = 1e6;

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

    /** Adds a line, and gives it. */
    String add(Workload workload, Map<Contestant, Result> results) {
        List<String> cells = new ArrayList<>(List.of(workload.network().title(),
                Integer.toString(workload.batch()), Integer.toString(workload.threads())));
        contestants.forEach(contestant -> cells.add(cell(workload, results.get(contestant))));
        cells.add(ratio(results));
        return line(cells);
    }

    private static String cell(Workload workload, Result result) {
        if (result == null) {
            return "";
        }
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

    /** The best other engine's time over that of cnnc; above 1, cnnc is faster. */
    private static String ratio(Map<Contestant, Result> results) {
        double best = results.entrySet().stream()
                .filter(entry -> !entry.getKey().isCnnc())
                .flatMap(entry -> entry.getValue().timing().stream())
                .mapToDouble(Timing::median)
                .min()
                .orElse(Double.NaN);
        Result own = results.get(Contestant.CNNC);
        return own == null || own.timing().isEmpty() || Double.isNaN(best)
                ? ""
                : String.format(Locale.ROOT, "**%.2f**", best / own.timing().get().median());
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
