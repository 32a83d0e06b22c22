package dev.cnnc.compiler.report.html;

import dev.cnnc.compiler.report.Amounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Which classes are taken for which, and how well each is known. */
final class ConfusionSection implements Section {

    private static final int LARGEST_MATRIX = 24;
    private static final int LISTED = 30;

    @Override
    public String id() {
        return "classes";
    }

    @Override
    public String title() {
        return "Classes";
    }

    @Override
    public void write(Html html, RunData run) {
        Classification found = run.classification().value();
        if (found == null) {
            html.missing(run.classification().reason());
        } else {
            now(html, run, found);
        }
        if (!run.classes().isEmpty()) {
            new ClassCurves(run.classes()).write(html);
        }
    }

    private static void now(Html html, RunData run, Classification found) {
        html.paragraph("Of " + found.images() + ", " + Amounts.count(found.right()) + " were classified rightly ("
                + Amounts.percent((double) found.right() / found.count()) + ") with " + run.weightsOrigin() + ".");
        if (found.labels().size() <= LARGEST_MATRIX) {
            matrix(html, found);
        } else {
            commonest(html, found);
        }
        perClass(html, found);
    }

    private static void matrix(Html html, Classification found) {
        int classes = found.labels().size();
        html.element("h3", "Confusion matrix");
        html.paragraph("A row is what an image is, a column what it was taken for. The darker a cell, the larger its"
                + " share of the row.", "class", "hint");
        html.open("div", "class", "scroll").open("table", "class", "confusion").open("thead").open("tr")
                .element("th", "is ↓ taken for →", "scope", "col");
        found.labels().forEach(label -> html.open("th", "scope", "col").element("span", label).close());
        html.close().close().open("tbody");
        for (int actual = 0; actual < classes; actual++) {
            html.open("tr").element("th", found.labels().get(actual), "scope", "row");
            int support = Math.max(1, found.support(actual));
            for (int predicted = 0; predicted < classes; predicted++) {
                int count = found.confusion()[actual][predicted];
                double share = (double) count / support;
                html.element("td", count == 0 ? "·" : Amounts.count(count),
                        "class", (actual == predicted ? "right" : "wrong") + (share > 0.5 ? " deep" : ""),
                        "style", String.format(Locale.ROOT, "--share:%.3f", shade(share)));
            }
            html.closeLine();
        }
        html.close().close().closeLine();
    }

    /** Small shares are to be seen as well. */
    private static double shade(double share) {
        return Math.sqrt(share);
    }

    private record Pair(int actual, int predicted, int count) {}

    private static void commonest(Html html, Classification found) {
        List<Pair> pairs = new ArrayList<>();
        for (int actual = 0; actual < found.labels().size(); actual++) {
            for (int predicted = 0; predicted < found.labels().size(); predicted++) {
                int count = found.confusion()[actual][predicted];
                if (actual != predicted && count > 0) {
                    pairs.add(new Pair(actual, predicted, count));
                }
            }
        }
        pairs.sort(Comparator.comparingInt(Pair::count).reversed());
        html.element("h3", "Commonest confusions");
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        List.of("It is", "Taken for", "Images").forEach(head -> html.element("th", head, "scope", "col"));
        html.close().close().open("tbody");
        for (Pair pair : pairs.subList(0, Math.min(LISTED, pairs.size()))) {
            html.open("tr").element("td", found.labels().get(pair.actual()), "class", "name")
                    .element("td", found.labels().get(pair.predicted()), "class", "name")
                    .element("td", Amounts.count(pair.count())).closeLine();
        }
        html.close().close().closeLine();
    }

    private static void perClass(Html html, Classification found) {
        html.element("h3", "Each class");
        html.paragraph("Recall: of its images, the share found. Precision: of the images taken for it, the share that"
                + " is. F1: their harmonic mean. The worst class is first.", "class", "hint");
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        List.of("Class", "Images", "Recall", "Precision", "F1")
                .forEach(head -> html.element("th", head, "scope", "col"));
        html.close().close().open("tbody");
        List<Integer> order = IntStream.range(0, found.labels().size()).boxed()
                .sorted(Comparator.comparingDouble(found::f1)).toList();
        for (int label : order) {
            html.open("tr").element("th", found.labels().get(label), "scope", "row")
                    .element("td", Amounts.count(found.support(label)));
            for (double share : new double[] {found.recall(label), found.precision(label), found.f1(label)}) {
                html.element("td", Amounts.percent(share), "class", "bar", "style",
                        String.format(Locale.ROOT, "--share:%.3f", Double.isNaN(share) ? 0 : share));
            }
            html.closeLine();
        }
        html.close().close().closeLine();
    }
}
