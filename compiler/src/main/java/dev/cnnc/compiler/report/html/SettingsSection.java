package dev.cnnc.compiler.report.html;

import java.util.Map;

/** How to repeat the run: settings, versions, source, history. */
final class SettingsSection implements Section {

    @Override
    public String id() {
        return "settings";
    }

    @Override
    public String title() {
        return "Settings and source";
    }

    @Override
    public void write(Html html, RunData run) {
        html.open("div", "class", "scroll").open("table", "class", "facts").open("tbody");
        for (Map.Entry<String, String> setting : run.settings().entrySet()) {
            html.open("tr").element("th", setting.getKey(), "scope", "row")
                    .element("td", setting.getValue(), "class", "name").closeLine();
        }
        html.close().close().closeLine();
        html.element("h3", "History");
        if (run.history().isEmpty()) {
            html.missing("The run's log is empty.");
        } else {
            html.open("ol", "class", "history");
            for (RunData.Event event : run.history()) {
                html.open("li").element("time", event.time()).text(" " + event.what()).closeLine();
            }
            html.closeLine();
        }
        html.element("h3", "Source");
        if (run.sources().isEmpty()) {
            html.missing("The run was begun from a compiled jar, which does not hold the source.");
        }
        run.sources().forEach((path, text) -> html.open("figure", "class", "source").element("figcaption", path)
                .open("pre").open("code").lines(text).close().close().closeLine());
    }
}
