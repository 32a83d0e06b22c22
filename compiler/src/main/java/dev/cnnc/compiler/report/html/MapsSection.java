package dev.cnnc.compiler.report.html;

import java.util.List;

/** What the layers make of an image that the reader chooses. */
final class MapsSection implements Section {

    @Override
    public String id() {
        return "maps";
    }

    @Override
    public String title() {
        return "Feature maps";
    }

    @Override
    public void write(Html html, RunData run) {
        List<ImageMaps> found = run.maps().value();
        if (found == null) {
            html.missing(run.maps().reason());
            return;
        }
        html.paragraph("Each square is one channel of a layer: the lighter, the larger the number, from the least to"
                + " the largest of that channel. Computed with " + run.weightsOrigin() + ".");
        html.open("fieldset", "class", "choice screen-only").element("legend", "Image");
        for (int i = 0; i < found.size(); i++) {
            html.open("label").markup("<input type=\"radio\" name=\"maps\" value=\"" + i + "\""
                    + (i == 0 ? " checked" : "") + ">")
                    .image(found.get(i).picture(), found.get(i).name(), "pixels").close();
        }
        html.closeLine();
        for (int i = 0; i < found.size(); i++) {
            image(html, found.get(i), i);
        }
    }

    private static void image(Html html, ImageMaps image, int number) {
        html.open("div", "class", "maps", "data-image", Integer.toString(number));
        html.open("p").element("b", image.name()).text("; " + image.answer()).closeLine();
        for (ImageMaps.Layer layer : image.layers()) {
            html.open("figure", "style", "--columns:" + layer.columns()).open("figcaption")
                    .element("b", layer.path()).text(" " + layer.shape());
            if (layer.shown() < layer.channels()) {
                html.text(", " + layer.shown() + " of " + layer.channels() + " channels");
            }
            html.close().image(layer.picture(), "feature maps of " + layer.path(), "pixels");
            html.closeLine();
        }
        html.closeLine();
    }
}
