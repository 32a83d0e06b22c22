package dev.cnnc.compiler.report;

import dev.cnnc.compiler.diagnostic.PrintableText;
import dev.cnnc.runtime.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What {@code cnnc data show} prints of a data set.
 *
 * @param test null if there is no part for tests
 */
public record DataReport(Dataset training, DataStatistics ofTraining, Dataset test, DataStatistics ofTest) {

    private static final int MOST_CLASSES = 100;
    private static final int MOST_BROKEN = 20;

    /** The number of classes in either part. */
    public int classes() {
        return Math.max(ofTraining.classes(), test == null ? 0 : ofTest.classes());
    }

    /** {@code 5,000 images of 28x28x1 in 10 classes, and 1,000 for tests}. */
    public String title() {
        return Amounts.count(training.size()) + " images of " + training.shape() + " in " + classes() + " classes"
                + (test == null ? "" : ", and " + Amounts.count(test.size()) + " for tests");
    }

    /** A row for each class. */
    public String counts(int columns, boolean unicode) {
        boolean named = !training.classNames().isEmpty();
        List<String> header =
                new ArrayList<>(named ? List.of("class", "number", "images") : List.of("class", "images"));
        if (test != null) {
            header.add("for tests");
        }
        TextTable table = new TextTable(1, header);
        int shown = Math.min(MOST_CLASSES, classes());
        for (int label = 0; label < shown; label++) {
            List<String> row = new ArrayList<>();
            row.add(name(label));
            if (named) {
                row.add(Integer.toString(label));
            }
            row.add(Amounts.count(ofTraining.count(label)));
            if (test != null) {
                row.add(Amounts.count(ofTest.count(label)));
            }
            table.row(row);
        }
        int more = classes() - shown;
        return table.print(columns, unicode) + (more > 0 ? "and " + Amounts.count(more) + " more\n" : "");
    }

    /** The class's name, or its number. */
    public String name(int label) {
        List<String> names = training.classNames();
        return label < names.size() ? PrintableText.of(names.get(label)) : Integer.toString(label);
    }

    /** Sizes, mean and deviation, and the input that they suggest. */
    public String figures() {
        int channels = training.shape().channels();
        List<String> sizes = ofTraining.sizes();
        StringBuilder text = new StringBuilder();
        if (!sizes.isEmpty()) {
            String smallest = sizes.get(0);
            String largest = sizes.get(sizes.size() - 1);
            text.append("stored as ").append(smallest.equals(largest) ? "" : "height x width from ").append(smallest);
            if (!smallest.equals(largest)) {
                text.append(" to ").append(largest).append(", half of them below ").append(sizes.get(sizes.size() / 2));
            }
            text.append('\n').append("pixels as a share of 255: mean ").append(list(channels, ofTraining::mean))
                    .append(", deviation ").append(list(channels, ofTraining::deviation)).append('\n')
                    .append("  input(").append(training.shape()).append(", scale = 1 / 255, mean = ")
                    .append(list(channels, ofTraining::mean)).append(", std = ")
                    .append(list(channels, ofTraining::deviation)).append(")\n");
        }
        return text.toString();
    }

    private static String list(int channels, IntToDoubleFunction value) {
        String numbers = IntStream.range(0, channels)
                .mapToObj(c -> String.format(Locale.ROOT, "%.4f", value.applyAsDouble(c)))
                .collect(Collectors.joining(", "));
        return channels == 1 ? numbers : "[" + numbers + "]";
    }

    /** The images that cannot be read, a line each. */
    public List<String> broken() {
        List<String> all = new ArrayList<>(ofTraining.broken().values());
        if (test != null) {
            all.addAll(ofTest.broken().values());
        }
        List<String> shown = new ArrayList<>(all.subList(0, Math.min(MOST_BROKEN, all.size())));
        if (all.size() > shown.size()) {
            shown.add("and " + Amounts.count(all.size() - shown.size()) + " more");
        }
        return shown;
    }
}
