package dev.cnnc.compiler.report.html;

import dev.cnnc.compiler.report.html.Classification.Mistake;
import java.util.Locale;

/** The images that the network was most wrong about. */
final class MistakesSection implements Section {

    @Override
    public String id() {
        return "mistakes";
    }

    @Override
    public String title() {
        return "Worst mistakes";
    }

    @Override
    public void write(Html html, RunData run) {
        Classification found = run.classification().value();
        if (found == null) {
            html.missing(run.classification().reason());
            return;
        }
        if (found.mistakes().isEmpty()) {
            html.paragraph("There are none: all of " + found.images() + " were classified rightly.");
            return;
        }
        html.paragraph("The images whose own class got the least of the network's trust, with "
                + run.weightsOrigin() + ".");
        html.open("div", "class", "pictures");
        for (Mistake mistake : found.mistakes()) {
            String actual = found.labels().get(mistake.actual());
            String predicted = found.labels().get(mistake.predicted());
            String sure = Double.isNaN(mistake.confidence()) 
                    ? ""
                    : String.format(Locale.ROOT, ", %.0f\u00a0%%", 100 * mistake.confidence());
            html.open("figure").image(Picture.uri(mistake.image()), "image " + mistake.number(), "pixels");
            html.open("figcaption").open("span").text("is ").element("b", actual).close()
                    .open("span").text("taken for ").element("b", predicted).text(sure).close()
                    .element("small", "image " + mistake.number()).close();
            html.closeLine();
        }
        html.closeLine();
    }
}
