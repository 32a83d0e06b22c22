package dev.cnnc.compiler.visual;

import dev.cnnc.compiler.observe.Mode;
import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.compiler.observe.Probe;
import dev.cnnc.compiler.observe.Reading;
import dev.cnnc.compiler.picture.Canvas;
import dev.cnnc.compiler.picture.ContactSheet;
import dev.cnnc.compiler.picture.Mosaic;
import dev.cnnc.compiler.picture.Plane;
import dev.cnnc.compiler.picture.PngFile;
import dev.cnnc.runtime.InputInfo;
import dev.cnnc.runtime.Weights;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A folder of pictures of one network, and a sheet that shows them together. */
public final class Gallery {

    /** The longer side, about, of a picture the size of the network's input. */
    private static final int SIDE = 280;

    /** Numbers of all layers, about, that are computed together: half a gigabyte with their gradients. */
    private static final long FLOATS_TOGETHER = 1 << 26;

    /** Layers whose feature maps are on the sheet; deep networks have hundreds. */
    private static final int MOST_ON_SHEET = 16;

    private final ObservedNetwork network;
    private final Weights weights;
    private final int threads;
    private final Path folder;
    private final ContactSheet sheet;
    private final List<Path> files = new ArrayList<>();

    /** @param folder which exists */
    public Gallery(ObservedNetwork network, Weights weights, int threads, Path folder) {
        this.network = network;
        this.weights = weights;
        this.threads = threads;
        this.folder = folder;
        this.sheet = new ContactSheet(network.info().name());
    }

    /** A probe of the network as it predicts, which the caller closes. */
    public Probe probe(int images) {
        return network.probe(weights, Mode.PREDICTING, images, threads);
    }

    /** What was written, in its order. */
    public List<Path> files() {
        return List.copyOf(files);
    }

    /** The kernels of the first convolution, if there is one. */
    public void kernels() {
        KernelPictures.first(network.info()).ifPresent(kernels ->
                add("kernels", "kernels: " + kernels.name(), KernelPictures.draw(kernels, weights)));
    }

    /** The image as the network sees it: scaled, and of as many channels as it takes. */
    public void image(float[] pixels, String caption) {
        add("image", caption, Canvas.enlargedTo(InputImage.draw(input(), pixels, 0), SIDE));
    }

    /** What speaks for a class in the image of the probe's last forward pass. */
    public void saliency(Probe probe, int index) {
        Plane saliency = Saliency.of(probe, network.scores(), index);
        add("saliency", "saliency: " + name(index), Canvas.enlargedTo(Saliency.draw(saliency), SIDE));
    }

    /** Where a layer sees it. */
    public void gradCam(Probe probe, float[] pixels, int index, String layer) {
        Plane cam = GradCam.of(probe, network.scores(), index, layer);
        BufferedImage image = Canvas.enlargedTo(InputImage.draw(input(), pixels, 0), SIDE);
        String nothing = cam.largest() == 0 ? ", zero everywhere" : "";
        add("grad-cam", "Grad-CAM: " + layer + nothing, GradCam.overlay(cam, image));
    }

    /** What layers give for the image of the probe's last forward pass. */
    public void features(Probe probe, List<String> layers, int most) {
        for (int i = 0; i < layers.size(); i++) {
            Reading reading = probe.activation(layers.get(i));
            BufferedImage image = FeatureMaps.draw(reading, most, network.info().labels());
            write("features-" + layers.get(i), image);
            if (isOneOf(MOST_ON_SHEET, i, layers.size())) {
                sheet.add(FeatureMaps.caption(layers.get(i), reading, most), image);
            }
        }
    }

    /** Whether a place is among so many that are spread evenly over all. */
    private static boolean isOneOf(int wanted, int place, int all) {
        return all <= wanted || (long) place * wanted / all != (long) (place - 1) * wanted / all || place == 0;
    }

    /**
     * Images that excite units of a layer most.
     *
     * @param named whether the units are the network's classes
     */
    public void maximise(String layer, int[] units, boolean named, ActivationMaximisation climb) {
        Mosaic mosaic = new Mosaic();
        int together = (int) Math.max(1, Math.min(units.length,
                FLOATS_TOGETHER / Math.max(1, network.info().memory().trainingFloatsPerImage())));
        try (Probe probe = probe(together)) {
            for (int from = 0; from < units.length; from += together) {
                int[] some = Arrays.copyOfRange(units, from, Math.min(units.length, from + together));
                float[] pixels = climb.climb(probe, layer, some);
                for (int i = 0; i < some.length; i++) {
                    BufferedImage image = InputImage.draw(input(), pixels, i * input().size());
                    mosaic.add(Canvas.enlargedTo(image, SIDE * 3 / 5),
                            named ? name(some[i]) : Integer.toString(some[i]));
                }
            }
        }
        add("maximise", "what excites " + layer + " most", mosaic.draw());
    }

    /** Writes the sheet. */
    public void finish() {
        write("sheet", sheet.draw());
    }

    /** The label of the class that a unit scores or, without labels, its number; a single unit of two scores the second. */
    public String name(int unit) {
        List<String> labels = network.info().labels();
        int index = network.info().outputs().get(0).isDecision() ? 1 : unit;
        return index < labels.size() ? labels.get(index) : "class " + index;
    }

    private InputInfo input() {
        return network.info().input();
    }

    private void add(String name, String caption, BufferedImage image) {
        write(name, image);
        sheet.add(caption, image);
    }

    private void write(String name, BufferedImage image) {
        Path file = folder.resolve(name.toLowerCase(Locale.ROOT) + ".png");
        PngFile.write(file, image);
        files.add(file);
    }
}
