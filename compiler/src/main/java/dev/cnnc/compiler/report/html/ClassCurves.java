package dev.cnnc.compiler.report.html;

import dev.cnnc.compiler.report.html.Chart.Look;
import dev.cnnc.compiler.report.statistics.ClassResult;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** How well each class is told from the others over the epochs: F1, recall and precision. */
final class ClassCurves {

    /** More lines than these cannot be told apart. */
    private static final int MOST = 12;
    private static final int COLOURS = 6;

    private final SortedMap<Integer, List<ClassResult>> epochs;
    private final List<ClassResult> last;
    private final List<Integer> shown;

    /** @param epochs at least one */
    ClassCurves(SortedMap<Integer, List<ClassResult>> epochs) {
        this.epochs = epochs;
        last = epochs.get(epochs.lastKey());
        shown = IntStream.range(0, last.size()).boxed()
                .sorted(Comparator.comparingDouble(label -> last.get(label).f1())).limit(MOST).sorted().toList();
    }

    void write(Html html) {
        html.element("h3", "Over the epochs");
        html.paragraph("Over the validation images after each epoch"
                + (shown.size() < last.size()
                        ? "; the " + shown.size() + " of " + last.size() + " classes with the lowest F1 in the end."
                        : "."), "class", "hint");
        chart("F1 of each class", ClassResult::f1).write(html);
        html.open("div", "class", "pair");
        chart("recall of each class", ClassResult::recall).write(html);
        chart("precision of each class", ClassResult::precision).write(html);
        html.closeLine();
    }

    private Chart chart(String title, ToDoubleFunction<ClassResult> figure) {
        Chart chart = new Chart(title, "%", false);
        for (int i = 0; i < shown.size(); i++) {
            int label = shown.get(i);
            int line = chart.line(last.get(label).label(), i < COLOURS ? Look.LINE : Look.DASHED);
            epochs.forEach((epoch, classes) ->
                    chart.point(line, epoch, 100 * figure.applyAsDouble(classes.get(label))));
        }
        return chart;
    }
}
