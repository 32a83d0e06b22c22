package dev.cnnc.compiler.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The whole page of a run. */
public final class RunPage {

    /** In the order of the page. A new one is a class beside these. */
    private static final List<Section> SECTIONS = List.of(new OverviewSection(), new CurvesSection(),
            new ConfusionSection(), new MistakesSection(), new KernelsSection(), new MapsSection(),
            new DistributionsSection(), new NetworkSection(), new LayersSection(), new SettingsSection());

    /** Nothing is loaded from anywhere, whatever names a user gave. */
    private static final String POLICY =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    private RunPage() {}

    /** The text of the HTML file, to be written as UTF-8. */
    public static String of(RunData run) {
        Html html = new Html();
        html.markup("<!DOCTYPE html>\n");
        html.open("html", "lang", "en").open("head");
        html.markup("<meta charset=\"utf-8\">\n");
        html.markup("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n");
        html.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.markup("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.element("title", run.name() + " – " + run.info().name());
        html.markup("<style>\n" + resource("uPlot.min.css") + resource("page.css") + "</style>\n");
        html.close().open("body");
        html.open("header").element("h1", run.info().name()).paragraph(subtitle(run), "class", "run");
        html.open("nav", "aria-label", "Sections");
        SECTIONS.forEach(section -> html.element("a", section.title(), "href", "#" + section.id()));
        html.close().closeLine().open("main");
        html.markup("<noscript><p class=\"missing\">Charts need a script, which this browser does not run; their"
                + " figures are in the tables.</p></noscript>\n");
        for (Section section : SECTIONS) {
            html.open("section", "id", section.id()).element("h2", section.title());
            section.write(html, run);
            html.closeLine();
        }
        html.closeLine();
        html.open("footer").text("Made by cnnc. Charts by uPlot, © Leon Sorokin, under the MIT licence.").closeLine();
        html.open("script").markup("/*\n" + resource("uPlot.LICENSE") + "*/\n" + resource("uPlot.iife.min.js"))
                .closeLine();
        html.open("script").markup(resource("page.js")).closeLine();
        return html.close().close().toString();
    }

    private static String subtitle(RunData run) {
        String begun = run.history().isEmpty() ? "" : run.history().get(0).time();
        return "Run " + run.name()
                + (begun.length() < 16 ? "" : ", begun " + begun.substring(0, 16).replace('T', ' ') + " UTC");
    }

    private static String resource(String name) {
        try (InputStream stream = RunPage.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing in the compiler's jar");
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.endsWith("\n") ? text : text + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
