package dev.cnnc.compiler.report.drawing;

import dev.cnnc.compiler.diagnostic.PrintableText;
import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.compiler.report.drawing.Layout.Line;
import dev.cnnc.compiler.report.drawing.Layout.Place;
import java.util.List;
import java.util.Locale;

/** Writes a layout as SVG. Colours are left to the style sheet of the page. */
final class Svg {

    private static final double MARGIN = 24;
    private static final double ROW_GAP = 30;
    private static final double LINE_HEIGHT = 15;
    private static final double BOX_PADDING = 16;
    private static final double LETTER = 6.9;
    private static final double NARROWEST = 96;
    private static final double WIDEST = 300;
    private static final double GROUP_PADDING = 9;
    private static final double GROUP_LABEL = 40;

    private final StringBuilder out = new StringBuilder();
    private final Drawn drawn;
    private final Layout layout;
    private final double[] top;
    private final double[] height;

    Svg(Drawn drawn) {
        this.drawn = drawn;
        List<Box> boxes = drawn.boxes();
        layout = new Layout(boxes, boxes.stream().mapToDouble(Svg::width).toArray());
        top = new double[layout.rows().size()];
        height = new double[top.length];
        double y = MARGIN;
        for (int row = 0; row < top.length; row++) {
            top[row] = y;
            height[row] = layout.rows().get(row).stream()
                    .filter(place -> !place.isLine())
                    .mapToDouble(place -> height(boxes.get(place.box)))
                    .max().orElse(0);
            y += height[row] + ROW_GAP;
        }
    }

    String draw(String name) {
        double width = layout.width() + 2 * MARGIN + GROUP_LABEL;
        double bottom = top.length == 0 ? 0 : top[top.length - 1] + height[top.length - 1] + MARGIN;
        write("<svg class=\"network\" role=\"img\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" "
                + "aria-label=\"The network %s as a graph; the table of layers says the same in words\">",
                width, bottom, width, bottom, escape(name));
        write("<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" "
                + "markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0 8 4 0 8z\" class=\"arrow\"/></marker></defs>");
        drawn.groups().forEach(this::group);
        layout.lines().forEach(this::line);
        for (int i = 0; i < drawn.boxes().size(); i++) {
            box(drawn.boxes().get(i), layout.of(i));
        }
        return out.append("</svg>").toString();
    }

    private static double width(Box box) {
        int letters = Math.max(Math.max(box.title().length(), box.detail().length()),
                Amounts.shape(box.shape()).length());
        return Math.min(WIDEST, Math.max(NARROWEST, letters * LETTER + 2 * BOX_PADDING));
    }

    private static double height(Box box) {
        return (box.detail().isEmpty() ? 2 : 3) * LINE_HEIGHT + BOX_PADDING;
    }

    private double x(Place place) {
        return place.x + MARGIN;
    }

    private void group(Drawn.Group group) {
        double left = Double.MAX_VALUE;
        double right = 0;
        double upper = Double.MAX_VALUE;
        double lower = 0;
        for (int i = group.from(); i < group.end(); i++) {
            Place place = layout.of(i);
            left = Math.min(left, x(place) - place.width / 2);
            right = Math.max(right, x(place) + place.width / 2);
            upper = Math.min(upper, top[place.row]);
            lower = Math.max(lower, top[place.row] + height[place.row]);
        }
        // A line past all boxes of the group, such as a shortcut, belongs into its frame.
        for (Line line : layout.lines()) {
            Place end = line.places().get(line.places().size() - 1);
            if (end.box >= group.from() && end.box < group.end()) {
                for (Place place : line.places().subList(1, line.places().size())) {
                    left = Math.min(left, x(place) - place.width / 2);
                    right = Math.max(right, x(place) + place.width / 2);
                }
            }
        }
        write("<rect class=\"group\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"10\"/>",
                left - GROUP_PADDING, upper - GROUP_PADDING, right - left + 2 * GROUP_PADDING,
                lower - upper + 2 * GROUP_PADDING);
        write("<text class=\"times\" x=\"%.1f\" y=\"%.1f\">× %d</text>", right + GROUP_PADDING + 6,
                (upper + lower) / 2 + 5, group.times());
    }

    private void line(Line line) {
        List<Place> places = line.places();
        Place from = places.get(0);
        double y = top[from.row] + height(drawn.boxes().get(from.box));
        StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "M%.1f %.1f", x(from), y));
        for (int i = 1; i < places.size(); i++) {
            Place place = places.get(i);
            double next = top[place.row];
            double bend = Math.min(next - y, ROW_GAP) / 2;
            double start = next - 2 * bend;
            path.append(String.format(Locale.ROOT, "V%.1fC%.1f %.1f %.1f %.1f %.1f %.1f", start,
                    x(places.get(i - 1)), start + bend, x(place), next - bend, x(place), next));
            if (place.isLine()) {
                path.append(String.format(Locale.ROOT, "V%.1f", next + height[place.row]));
            }
            y = next + height[place.row];
        }
        write("<path class=\"tensor\" d=\"%s\" marker-end=\"url(#arrow)\"/>", path);
    }

    private void box(Box box, Place place) {
        double y = top[place.row];
        double middle = x(place);
        write("<g class=\"box %s\"><title>%s: %s parameters, %s MACs</title>",
                box.family().name().toLowerCase(Locale.ROOT), escape(box.path()), Amounts.count(box.parameters()),
                Amounts.count(box.macs()));
        write("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"6\"/>", middle - place.width / 2, y,
                place.width, height(box));
        y += BOX_PADDING / 2 + 11;
        text("title", middle, y, box.title());
        if (!box.detail().isEmpty()) {
            text("detail", middle, y += LINE_HEIGHT, box.detail());
        }
        text("shape", middle, y + LINE_HEIGHT, Amounts.shape(box.shape()).replace('x', '×'));
        write("</g>");
    }

    private void text(String style, double x, double y, String text) {
        int longest = (int) ((WIDEST - BOX_PADDING) / LETTER);
        String shown = text.length() > longest ? text.substring(0, longest - 1) + "…" : text;
        write("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y, escape(shown));
    }

    private static String escape(String text) {
        return PrintableText.of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private void write(String format, Object... values) {
        out.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }
}
