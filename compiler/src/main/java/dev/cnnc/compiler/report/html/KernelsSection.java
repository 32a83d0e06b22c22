package dev.cnnc.compiler.report.html;

import java.awt.image.BufferedImage;
import java.util.Optional;

/** The first convolution's kernels as pictures. */
final class KernelsSection implements Section {

    @Override
    public String id() {
        return "kernels";
    }

    @Override
    public String title() {
        return "First kernels";
    }

    @Override
    public void write(Html html, RunData run) {
        Optional<Kernels> found = Kernels.of(run.info());
        if (found.isEmpty()) {
            html.missing("The network has no convolution whose kernels could be shown.");
            return;
        }
        if (run.weights().isEmpty()) {
            html.missing("The run has no weights yet: " + run.weightsOrigin() + ".");
            return;
        }
        Kernels kernels = found.get();
        html.paragraph((kernels.shown() == kernels.filters() ? "All " : "The first " + kernels.shown() + " of ")
                + kernels.filters() + " kernels of " + kernels.name() + ", " + kernels.extent() + ", from "
                + run.weightsOrigin() + ". Middle grey is 0"
                + (kernels.coloured() ? "; colours are those of the image's channels." : ", white is positive."));
        html.open("div", "class", "kernels");
        int number = 0;
        for (BufferedImage picture : kernels.pictures(run.weights().get())) {
            html.image(Picture.uri(picture), "kernel " + number++, "pixels");
        }
        html.closeLine();
    }
}
