package dev.cnnc.compiler.report.html;

import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.compiler.report.html.Chart.Look;
import dev.cnnc.compiler.report.statistics.EpochStatistics;
import dev.cnnc.compiler.report.statistics.TensorStatistics;
import dev.cnnc.runtime.ParameterInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Magnitudes of activations, gradients and weights, layer by layer: what vanishes or explodes is seen as a slope. */
final class DistributionsSection implements Section {

    private static final int MOST_ROWS = 40;
    private static final int MOST_EPOCHS = 24;
    private static final int LINES = 6;

    @Override
    public String id() {
        return "distributions";
    }

    @Override
    public String title() {
        return "Activations and gradients";
    }

    @Override
    public void write(Html html, RunData run) {
        List<EpochStatistics> all = thinned(run.statistics(), MOST_EPOCHS);
        if (all.isEmpty()) {
            html.missing("The run has not recorded the magnitudes of its numbers: these are recorded after each epoch"
                    + " of a run that was begun from a .cnn file.");
            return;
        }
        EpochStatistics last = all.get(all.size() - 1);
        html.paragraph("After each epoch, " + Amounts.count(last.images(), "training image")
                + ", the same each time, pass through the network as in a training step. A hill shows how many numbers"
                + " of a layer have which magnitude, on a scale of powers of ten; the upright line is their root mean"
                + " square. In a healthy network the hills stand roughly below each other. A slope to the left, towards"
                + " the first layer, is a vanishing gradient; to the right, an exploding one.");
        html.element("p", GradientVerdict.of(last), "class", "verdict").markup("\n");
        html.open("label", "class", "epochs screen-only").text("Epoch ")
                .markup("<input type=\"range\" class=\"epoch\" min=\"0\" max=\"" + (all.size() - 1) + "\" value=\""
                        + (all.size() - 1) + "\" aria-label=\"Epoch of the histograms\"> ")
                .element("output", Integer.toString(last.epoch()), "class", "epoch-name").closeLine();
        html.open("div", "class", "pair");
        panel(html, "Activations", all, EpochStatistics::activations);
        panel(html, "Gradients by the layers' outputs", all, EpochStatistics::gradients);
        html.closeLine();
        html.open("div", "class", "pair");
        panel(html, "Weights", all, epoch -> kernels(run, epoch.weights()));
        panel(html, "Gradients by the weights", all, epoch -> kernels(run, epoch.weightGradients()));
        html.closeLine();
        if (run.statistics().size() > 1) {
            gradientSizes(run).write(html);
        }
    }

    private static void panel(Html html, String title, List<EpochStatistics> epochs,
            Function<EpochStatistics, List<TensorStatistics>> part) {
        List<TensorStatistics> last = part.apply(epochs.get(epochs.size() - 1));
        int[] rows = rows(last.size());
        html.open("figure", "class", "hills").element("figcaption", rows.length == last.size()
                ? title
                : title + " (" + rows.length + " of " + last.size() + " tensors)");
        html.open("div", "class", "plot", "role", "img", "aria-label",
                "Histograms of " + title + " for each layer. The figures follow as a table.").close();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("names", IntStream.of(rows).mapToObj(row -> last.get(row).name()).toList());
        List<Object> data = new ArrayList<>();
        for (EpochStatistics epoch : epochs) {
            List<TensorStatistics> tensors = part.apply(epoch);
            data.add(Map.of("epoch", epoch.epoch(), "rows",
                    IntStream.of(rows).mapToObj(row -> json(tensors.get(row))).toList()));
        }
        json.put("epochs", data);
        html.data("hills-data", json);
        table(html, last);
        html.closeLine();
    }

    private static Object json(TensorStatistics tensor) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", tensor.from());
        json.put("counts", tensor.magnitudes());
        json.put("rms", tensor.rms());
        json.put("zeros", Math.round(1000 * tensor.zeroShare()) / 1000.0);
        json.put("bad", tensor.notFinite());
        return json;
    }

    private static void table(Html html, List<TensorStatistics> tensors) {
        html.open("details").element("summary", "Figures of the last epoch").open("div", "class", "scroll")
                .open("table").open("thead").open("tr");
        List.of("Tensor", "RMS", "Mean", "Least", "Largest", "Zeros", "Not finite")
                .forEach(it -> html.element("th", it, "scope", "col"));
        html.close().close().open("tbody");
        for (TensorStatistics tensor : tensors) {
            html.open("tr").element("th", tensor.name(), "scope", "row");
            for (double value : new double[] {tensor.rms(), tensor.mean(), tensor.least(), tensor.most()}) {
                html.element("td", Numbers.plain(value));
            }
            html.element("td", Amounts.percent(tensor.zeroShare())).element("td", Amounts.count(tensor.notFinite()))
                    .closeLine();
        }
        html.close().close().close().close();
    }

    /** The gradient's size over the epochs for a few tensors of weights, from the first to the last. */
    private static Chart gradientSizes(RunData run) {
        Chart chart = new Chart("size of the gradient by weights (root mean square)", "RMS", true);
        List<String> kernels = kernels(run, run.statistics().get(0).weightGradients()).stream()
                .map(TensorStatistics::name).toList();
        int count = Math.min(LINES, kernels.size());
        for (int i = 0; i < count; i++) {
            String name = kernels.get(count == 1 ? 0 : (int) ((long) i * (kernels.size() - 1) / (count - 1)));
            int line = chart.line(name, Look.values()[i % 3]);
            for (EpochStatistics epoch : run.statistics()) {
                epoch.weightGradients().stream().filter(tensor -> tensor.name().equals(name)).findFirst()
                        .ifPresent(tensor -> chart.point(line, epoch.epoch(), tensor.rms()));
            }
        }
        return chart;
    }

    /** Only matrices and kernels: biases and factors of norms are few numbers, and twice as many rows. */
    private static List<TensorStatistics> kernels(RunData run, List<TensorStatistics> tensors) {
        Set<String> kernels = run.info().parameters().stream().filter(it -> it.shape().size() > 1)
                .map(ParameterInfo::name).collect(Collectors.toSet());
        return tensors.stream().filter(it -> kernels.contains(it.name())).toList();
    }

    private static int[] rows(int count) {
        int shown = Math.min(MOST_ROWS, count);
        return IntStream.range(0, shown).map(i -> shown == 1 ? 0 : (int) ((long) i * (count - 1) / (shown - 1)))
                .toArray();
    }

    /** The first and the last, and others evenly between. */
    private static <T> List<T> thinned(List<T> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        return IntStream.range(0, most).mapToObj(i -> all.get(i * (all.size() - 1) / (most - 1))).toList();
    }
}
