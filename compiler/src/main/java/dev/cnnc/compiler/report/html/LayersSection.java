package dev.cnnc.compiler.report.html;

import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.runtime.LayerInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All layers with their shapes, cost and time. */
final class LayersSection implements Section {

    @Override
    public String id() {
        return "layers";
    }

    @Override
    public String title() {
        return "Layers and time";
    }

    @Override
    public void write(Html html, RunData run) {
        List<LayerTime> times = run.times().value();
        if (times == null) {
            html.missing(run.times().reason());
        } else {
            html.paragraph("Time is that of a training step for each image, each layer by itself, measured when this"
                    + " page was made. The bar shows the layer's share of the whole.");
        }
        Map<String, LayerTime> byPath = times == null
                ? Map.of()
                : times.stream().collect(Collectors.toMap(LayerTime::path, Function.identity(), (a, b) -> a));
        double all = byPath.values().stream().mapToDouble(it -> it.forward() + it.backward()).sum();
        html.open("div", "class", "scroll tall").open("table").open("thead").open("tr");
        List.of("Layer", "Kind", "Gives", "Parameters", "MACs").forEach(it -> html.element("th", it, "scope", "col"));
        if (times != null) {
            List.of("Forward", "Backward", "Share").forEach(it -> html.element("th", it, "scope", "col"));
        }
        html.close().close().open("tbody");
        for (LayerInfo layer : run.info().layers()) {
            html.open("tr").element("th", layer.path(), "scope", "row").element("td", layer.kind(), "class", "name")
                    .element("td", Amounts.shape(layer.outputShape()).replace('x', '×'))
                    .element("td", Amounts.count(layer.parameters())).element("td", Amounts.count(layer.macs()));
            if (times != null) {
                time(html, byPath.getOrDefault(layer.path(), new LayerTime(layer.path(), 0, 0)), all);
            }
            html.closeLine();
        }
        html.close().close().closeLine();
    }

    private static void time(Html html, LayerTime time, double all) {
        double share = all == 0 ? 0 : (time.forward() + time.backward()) / all;
        html.element("td", time.forward() == 0 ? "" : Numbers.time(time.forward()))
                .element("td", time.backward() == 0 ? "" : Numbers.time(time.backward()))
                .element("td", String.format(Locale.ROOT, "%.1f %%", 100 * share), "class", "bar",
                        "style", String.format(Locale.ROOT, "--share:%.3f", share));
    }
}
