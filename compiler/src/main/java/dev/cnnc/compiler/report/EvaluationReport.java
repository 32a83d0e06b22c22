package dev.cnnc.compiler.report;

import dev.cnnc.compiler.diagnostic.PrintableText;
import dev.cnnc.runtime.ClassFigures;
import dev.cnnc.runtime.Decisions;
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
        evaluation.errors().ifPresent(errors -> {
            text.append(String.format(Locale.ROOT, "%-16s %10.4f\n", "MAE", errors.meanAbsolute()));
            text.append(String.format(Locale.ROOT, "%-16s %10.4f\n", "RMSE", errors.rootMeanSquare()));
            text.append(String.format(Locale.ROOT, "%-16s %10.4f\n", "R2", errors.r2()));
        });
        return text.toString();
    }

    /** Precision, recall and F1 of each class, and their averages. */
    public String classes(int columns, boolean unicode) {
        TextTable table = new TextTable(1, List.of("Class", "Images", "Precision", "Recall", "F1"));
        for (int i = 0; i < evaluation.classes(); i++) {
            table.row(row(labels.get(i), evaluation.support(i), evaluation.figures(i)));
        }
        table.row(row("mean", evaluation.images(), evaluation.macroAverage()));
        table.row(row("weighted mean", evaluation.images(), evaluation.weightedAverage()));
        return table.print(columns, unicode);
    }

    private static List<String> row(String name, int images, ClassFigures figures) {
        return List.of(name, Amounts.count(images), Amounts.percent(figures.precision()),
                Amounts.percent(figures.recall()), Amounts.percent(figures.f1()));
    }

    /** The answers about each class by itself, empty for an output that is not asked so. */
    public String decisions(int columns, boolean unicode) {
        return evaluation.decisions().map(decisions -> {
            TextTable table = new TextTable(1, List.of("Yes or no", "Images", "Precision", "Recall", "F1", "AUC"));
            for (int i = 0; i < evaluation.classes(); i++) {
                List<String> row = new ArrayList<>(row(labels.get(i), evaluation.support(i), decisions.of(i)));
                row.add(String.format(Locale.ROOT, "%.4f", decisions.areaUnderCurve(i)));
                table.row(row);
            }
            List<String> all = new ArrayList<>(row("all decisions", evaluation.images(), decisions.all()));
            all.add("");
            table.row(all);
            return "Each class by itself: " + Amounts.percent(decisions.accuracy()) + " of the decisions are right\n"
                    + table.print(columns, unicode);
        }).orElse("");
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
            entry.putAll(json(evaluation.figures(i)));
            classes.add(entry);
            List<Integer> row = new ArrayList<>();
            for (int j = 0; j < evaluation.classes(); j++) {
                row.add(evaluation.confusion(i, j));
            }
            matrix.add(row);
        }
        json.put("classes", classes);
        json.put("macro", json(evaluation.macroAverage()));
        json.put("weighted", json(evaluation.weightedAverage()));
        json.put("confusion", matrix);
        evaluation.errors().ifPresent(errors -> {
            json.put("mae", JsonText.number(errors.meanAbsolute()));
            json.put("rmse", JsonText.number(errors.rootMeanSquare()));
            json.put("r2", JsonText.number(errors.r2()));
        });
        evaluation.decisions().ifPresent(decisions -> json.put("decisions", json(decisions)));
        return JsonText.of(json);
    }

    private static Map<String, Object> json(ClassFigures figures) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("precision", JsonText.number(figures.precision()));
        json.put("recall", JsonText.number(figures.recall()));
        json.put("f1", JsonText.number(figures.f1()));
        return json;
    }

    private Map<String, Object> json(Decisions decisions) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("accuracy", decisions.accuracy());
        json.putAll(json(decisions.all()));
        List<Object> classes = new ArrayList<>();
        for (int i = 0; i < evaluation.classes(); i++) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("label", evaluation.labels().get(i));
            entry.putAll(json(decisions.of(i)));
            entry.put("auc", JsonText.number(decisions.areaUnderCurve(i)));
            classes.add(entry);
        }
        json.put("classes", classes);
        return json;
    }
}
