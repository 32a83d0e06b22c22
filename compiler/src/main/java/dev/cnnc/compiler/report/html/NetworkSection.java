package dev.cnnc.compiler.report.html;

import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.compiler.report.drawing.NetworkDrawing;

/** The network as a graph. */
final class NetworkSection implements Section {

    @Override
    public String id() {
        return "network";
    }

    @Override
    public String title() {
        return "Network";
    }

    @Override
    public void write(Html html, RunData run) {
        NetworkDrawing drawing = NetworkDrawing.of(run.info());
        if (drawing.svg().isEmpty()) {
            html.missing("The network has " + Amounts.count(drawing.boxes()) + " parts, too many for a drawing;"
                    + " the table of layers below has all of them.");
            return;
        }
        html.paragraph(run.info().name() + ", from its input to its output. A box is a layer with what follows it"
                + " directly, and the shape of what it gives: height × width × channels. A dashed frame stands for"
                + " several equal parts, one behind the other.");
        html.open("ul", "class", "legend");
        legend(html, "product", "has weights");
        legend(html, "pool", "pools");
        legend(html, "join", "joins");
        legend(html, "block", "a whole block");
        legend(html, "other", "others");
        html.closeLine();
        html.open("div", "class", "scroll graph", "tabindex", "0", "role", "group",
                "aria-label", "Drawing of the network");
        html.markup(drawing.svg()).closeLine();
    }

    private static void legend(Html html, String family, String text) {
        html.open("li").markup("<i class=\"" + family + "\"></i>").text(text).close();
    }
}
