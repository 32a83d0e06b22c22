package dev.cnnc.compiler.report;

import dev.cnnc.compiler.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the time went, as tables for a terminal or as JSON. */
public final class ProfileReport {

    private static final int BAR = 12;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
    private static final double GIGA = 1e9;
    private static final double MILLI = 1e3;

    private final Profile profile;

    public ProfileReport(Profile profile) {
        this.profile = profile;
    }

    /** A table for each pass: a row for each layer, with a bar for its share of the time. */
    public String text(int columns, boolean unicode) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%s, %s, %s, %s kernels\n", profile.network(),
                Amounts.count(profile.batch(), "image"), Amounts.count(profile.threads(), "thread"),
                profile.kernels()));
        if (!Double.isNaN(profile.peak())) {
            text.append(String.format(Locale.ROOT, "the machine's peak: %.0f GFLOP/s of fused multiply-adds\n",
                    profile.peak() / GIGA));
        }
        for (Profile.Part part : profile.parts()) {
            text.append('\n').append(heading(part)).append(table(part, unicode).print(columns, unicode));
        }
        return text.toString();
    }

    private String heading(Profile.Part part) {
        double seconds = part.secondsOfRows();
        return String.format(Locale.ROOT, "%s: %s ms, %s images/s, %s (unclocked: %s ms)\n",
                part.name(), digits(seconds * MILLI), Amounts.count(Math.round(profile.batch() / seconds)),
                rate(part.flops(), seconds), digits(part.seconds() * MILLI));
    }

    private String rate(long flops, double seconds) {
        String rate = String.format(Locale.ROOT, "%.1f GFLOP/s", flops / seconds / GIGA);
        return Double.isNaN(profile.peak())
                ? rate
                : rate + String.format(Locale.ROOT, ", %.0f %% of the peak", 100 * flops / seconds / profile.peak());
    }

    private TextTable table(Profile.Part part, boolean unicode) {
        TextTable table =
                new TextTable(3, List.of("Layer", "Output", "Time", "ms", "", "GFLOP/s", "Peak", "GB/s"));
        double sum = part.secondsOfRows();
        double most = part.rows().stream().mapToDouble(Profile.Row::seconds).max().orElse(1);
        for (Profile.Row row : part.rows()) {
            double share = row.seconds() / sum;
            table.row(List.of(name(row), row.shape(), bar(row.seconds() / most, unicode),
                    digits(row.seconds() * MILLI), String.format(Locale.ROOT, "%.1f %%", 100 * share),
                    gigaflops(row.flops(), row.seconds()), ofPeak(row.flops(), row.seconds()),
                    String.format(Locale.ROOT, "%.1f", row.bytes() / row.seconds() / GIGA)));
        }
        long bytes = part.rows().stream().mapToLong(Profile.Row::bytes).reduce(0, Math::addExact);
        table.row(List.of("all layers", "", "", digits(sum * MILLI), "100.0 %", gigaflops(part.flops(), sum),
                ofPeak(part.flops(), sum), String.format(Locale.ROOT, "%.1f", bytes / sum / GIGA)));
        return table;
    }

    /**
     * The paths, those behind the first without the blocks that they share with it. Winograd's algorithm is named,
     * since it alone may seem faster than the machine.
     */
    private static String name(Profile.Row row) {
        String first = row.layers().get(0);
        String scope = first.substring(0, first.lastIndexOf('.') + 1);
        StringBuilder name = new StringBuilder(first);
        for (String layer : row.layers().subList(1, row.layers().size())) {
            name.append('+').append(layer.startsWith(scope) ? layer.substring(scope.length()) : layer);
        }
        return name + (row.how().startsWith("winograd") ? " winograd" : "");
    }

    private static String gigaflops(long flops, double seconds) {
        return flops == 0 ? "" : String.format(Locale.ROOT, "%.1f", flops / seconds / GIGA);
    }

    private String ofPeak(long flops, double seconds) {
        return flops == 0 || Double.isNaN(profile.peak())
                ? ""
                : String.format(Locale.ROOT, "%.0f %%", 100 * flops / seconds / profile.peak());
    }

    private static String bar(double share, boolean unicode) {
        if (!unicode) {
            return "#".repeat((int) Math.round(share * BAR));
        }
        int eighths = (int) Math.round(share * BAR * 8);
        String end = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
        return "█".repeat(eighths / 8) + end;
    }

    private static String digits(double milliseconds) {
        int decimals = milliseconds >= 99.95 ? 1 : milliseconds >= 9.995 ? 2 : milliseconds >= 0.9995 ? 3 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", milliseconds);
    }

    /** Everything, for a program. */
    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("network", profile.network());
        json.put("batch", profile.batch());
        json.put("threads", profile.threads());
        json.put("kernels", profile.kernels());
        json.put("peakFlopsPerSecond", JsonText.number(profile.peak()));
        List<Object> parts = new ArrayList<>();
        for (Profile.Part part : profile.parts()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("pass", part.name());
            entry.put("seconds", part.seconds());
            entry.put("secondsOfLayers", part.secondsOfRows());
            entry.put("flops", part.flops());
            entry.put("layers", part.rows().stream().map(row -> json(part, row)).toList());
            parts.add(entry);
        }
        json.put("passes", parts);
        return JsonText.of(json);
    }

    private Map<String, Object> json(Profile.Part part, Profile.Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("layers", row.layers());
        json.put("output", row.shape());
        json.put("algorithm", row.how());
        json.put("seconds", row.seconds());
        json.put("share", row.seconds() / part.secondsOfRows());
        json.put("flops", row.flops());
        json.put("flopsPerSecond", row.flops() / row.seconds());
        json.put("ofPeak", JsonText.number(row.flops() / row.seconds() / profile.peak()));
        json.put("bytes", row.bytes());
        return json;
    }
}
