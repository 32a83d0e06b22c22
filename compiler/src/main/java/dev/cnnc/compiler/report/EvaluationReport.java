package dev.cnnc.compiler.report;

import dev.cnnc.compiler.diagnostic.PrintableText;
import dev.cnnc.runtime.Evaluation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How well a network classifies, as tables for a terminal or as JSON. */
public final class EvaluationReport {

    private static final int LABEL_WIDTH = 14;
    private static final int LISTED_CONFUSIONS = 20;

    private final Evaluation evaluation;
    private final int top;
    private final List<String> labels;

    /** @param top the accuracy among the first so many choices is told beside that of the first */
    public EvaluationReport(Evaluation evaluation, int top) {
        this.evaluation = evaluation;
        this.top = Math.min(top, evaluation.classes());
        this.labels = evaluation.labels().stream().map(PrintableText::of).toList();
    }

    /** Loss and accuracies, a line each. */
    public String figures() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%-16s %10s\n", "Images", Amounts.count(evaluation.images())));
        text.append(String.format(Locale.ROOT, "%-16s %10.4f\n", "Loss", evaluation.loss()));
        text.append(String.format(Locale.ROOT, "%-16s %10s\n", "Accuracy", Amounts.percent(evaluation.accuracy())));
        if (top > 1) {
            text.append(String.format(
                    Locale.ROOT, "%-16s %10s\n", "Top-" + top + " accuracy", Amounts.percent(evaluation.topK(top))));
        }
        return text.toString();
    }

    /** Precision and recall of each class. */
    public String classes(int columns, boolean unicode) {
        TextTable table = new TextTable(1, List.of("Class", "Images", "Precision", "Recall"));
        for (int i = 0; i < evaluation.classes(); i++) {
            table.row(List.of(labels.get(i), Amounts.count(evaluation.support(i)),
                    Amounts.percent(evaluation.precision(i)), Amounts.percent(evaluation.recall(i))));
        }
        return table.print(columns, unicode);
    }

    /** The matrix of right and wrong answers; with more classes than fit, the commonest mistakes instead. */
    public String confusion(int columns, boolean unicode) {
        int cell = 2 + Math.max(Integer.toString(evaluation.classes() - 1).length(), largestCount());
        int label = Math.min(LABEL_WIDTH, labels.stream().mapToInt(TextTable::width).max().orElse(1));
        int number = Integer.toString(evaluation.classes() - 1).length();
        if (number + 1 + label + cell * evaluation.classes() > columns) {
            return mistakes(columns, unicode);
        }
        StringBuilder text = new StringBuilder("Confusion matrix (rows: what it is, columns: the answer)\n");
        text.append(" ".repeat(number + 1 + label));
        for (int i = 0; i < evaluation.classes(); i++) {
            text.append(padLeft(Integer.toString(i), cell));
        }
        text.append('\n');
        for (int actual = 0; actual < evaluation.classes(); actual++) {
            String name = TextTable.shorten(labels.get(actual), label, unicode);
            text.append(padLeft(Integer.toString(actual), number)).append(' ');
            text.append(name).append(" ".repeat(label - TextTable.width(name)));
            for (int predicted = 0; predicted < evaluation.classes(); predicted++) {
                int count = evaluation.confusion(actual, predicted);
                text.append(padLeft(count == 0 ? (unicode ? "·" : ".") : Integer.toString(count), cell));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private int largestCount() {
        int largest = 0;
        for (int i = 0; i < evaluation.classes(); i++) {
            for (int j = 0; j < evaluation.classes(); j++) {
                largest = Math.max(largest, evaluation.confusion(i, j));
            }
        }
        return Integer.toString(largest).length();
    }

    private record Mistake(int actual, int predicted, int count) {}

    private String mistakes(int columns, boolean unicode) {
        List<Mistake> mistakes = new ArrayList<>();
        for (int i = 0; i < evaluation.classes(); i++) {
            for (int j = 0; j < evaluation.classes(); j++) {
                if (i != j && evaluation.confusion(i, j) > 0) {
                    mistakes.add(new Mistake(i, j, evaluation.confusion(i, j)));
                }
            }
        }
        mistakes.sort(Comparator.comparingInt(Mistake::count).reversed());
        TextTable table = new TextTable(2, List.of("Taken for", "It is", "Images"));
        for (Mistake mistake : mistakes.subList(0, Math.min(LISTED_CONFUSIONS, mistakes.size()))) {
            table.row(List.of(labels.get(mistake.predicted()), labels.get(mistake.actual()),
                    Amounts.count(mistake.count())));
        }
        return "The commonest mistakes\n" + table.print(columns, unicode);
    }

    private static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - TextTable.width(text))) + text;
    }

    /** Everything, for a program. */
    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("images", evaluation.images());
        json.put("loss", JsonText.number(evaluation.loss()));
        json.put("accuracy", evaluation.accuracy());
        json.put("top" + top, evaluation.topK(top));
        List<Object> classes = new ArrayList<>();
        List<Object> matrix = new ArrayList<>();
        for (int i = 0; i < evaluation.classes(); i++) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("label", evaluation.labels().get(i));
            entry.put("images", evaluation.support(i));
            entry.put("precision", JsonText.number(evaluation.precision(i)));
            entry.put("recall", JsonText.number(evaluation.recall(i)));
            classes.add(entry);
            List<Integer> row = new ArrayList<>();
            for (int j = 0; j < evaluation.classes(); j++) {
                row.add(evaluation.confusion(i, j));
            }
            matrix.add(row);
        }
        json.put("classes", classes);
        json.put("confusion", matrix);
        return JsonText.of(json);
    }
}
