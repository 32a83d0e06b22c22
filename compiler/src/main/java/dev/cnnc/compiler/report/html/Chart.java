package dev.cnnc.compiler.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A chart of lines over epochs, with a table of the same figures for those who cannot see it. */
final class Chart {

    /** How a line looks besides its colour, so that colour alone tells nothing. */
    enum Look { LINE, DASHED, DOTTED, FAINT }

    private static final int LONGEST_TABLE = 200;

    private final String title;
    private final String unit;
    private final boolean logarithmic;
    private final List<String> names = new ArrayList<>();
    private final List<Look> looks = new ArrayList<>();
    private final TreeMap<Double, Map<Integer, Double>> points = new TreeMap<>();

    Chart(String title, String unit, boolean logarithmic) {
        this.title = title;
        this.unit = unit;
        this.logarithmic = logarithmic;
    }

    /** A line; {@link #point} fills it. */
    int line(String name, Look look) {
        names.add(name);
        looks.add(look);
        return names.size() - 1;
    }

    /** Numbers that cannot be drawn are left out. */
    void point(int line, double epoch, double value) {
        if (Double.isFinite(value) && !(logarithmic && value <= 0)) {
            points.computeIfAbsent(epoch, key -> new LinkedHashMap<>()).put(line, value);
        }
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    void write(Html html) {
        html.open("figure", "class", "chart").element("figcaption", title);
        html.open("div", "class", "plot", "role", "img", "aria-label", description()).close();
        html.data("chart-data", json());
        table(html);
        html.closeLine();
    }

    private String description() {
        return "Chart of " + title + " over epochs: " + String.join(", ", names) + ". The figures follow as a table.";
    }

    private Object json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("unit", unit);
        json.put("log", logarithmic);
        json.put("x", new ArrayList<>(points.keySet()));
        List<Object> lines = new ArrayList<>();
        for (int line = 0; line < names.size(); line++) {
            List<Object> values = new ArrayList<>();
            for (Map<Integer, Double> row : points.values()) {
                values.add(row.get(line));
            }
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", names.get(line));
            entry.put("look", looks.get(line).name().toLowerCase(Locale.ROOT));
            entry.put("values", values);
            lines.add(entry);
        }
        json.put("lines", lines);
        return json;
    }

    /** The points at whole epochs, or all if there are none. */
    private void table(Html html) {
        List<Double> rows = points.keySet().stream().filter(epoch -> epoch == Math.rint(epoch)).toList();
        List<Double> shown = rows.isEmpty() ? List.copyOf(points.keySet()) : rows;
        int step = (shown.size() + LONGEST_TABLE - 1) / LONGEST_TABLE;
        html.open("details").element("summary", "Figures").open("div", "class", "scroll").open("table");
        html.open("thead").open("tr").element("th", "Epoch", "scope", "col");
        names.forEach(name -> html.element("th", name, "scope", "col"));
        html.close().close().open("tbody");
        for (int i = 0; i < shown.size(); i += step) {
            html.open("tr").element("th", Numbers.plain(shown.get(i)), "scope", "row");
            for (int line = 0; line < names.size(); line++) {
                Double value = points.get(shown.get(i)).get(line);
                html.element("td", value == null ? "" : Numbers.plain(value));
            }
            html.closeLine();
        }
        html.close().close().close().close();
    }
}
