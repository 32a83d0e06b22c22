package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.diagnostic.PrintableText;
import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.compiler.observe.Probe;
import dev.cnnc.compiler.observe.Reading;
import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.compiler.visual.ActivationMaximisation;
import dev.cnnc.compiler.visual.Gallery;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.io.AtomicFile;
import dev.cnnc.runtime.io.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc visualize}. */
@Command(
        name = "visualize",
        description = "Draws what a trained network looks for, and what it looks at in an image.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without an option that names a picture, all of them are drawn: without --image, those that need none.",
            "sheet.png shows them together.",
            "",
            "Examples:",
            "  cnnc visualize lenet5.cnn --weights lenet5.safetensors --image shoe.png -o pictures",
            "  cnnc visualize vgg.cnn --weights vgg.safetensors --image cat.jpg -o cat --grad-cam --class 281",
            "  cnnc visualize lenet5.cnn --weights lenet5.safetensors -o units --maximise --unit conv2"
        })
final class VisualizeCommand implements Callable<Integer> {

    /** Units whose exciting images are drawn if nothing is said. */
    private static final int MOST_UNITS = 16;

    @Mixin
    private ModelSource model;

    @Option(names = "--weights", paramLabel = "FILE", required = true, description = "Trained weights.")
    private Path weights;

    @Option(names = "--image", paramLabel = "FILE", description = "The image (PNG, JPEG, GIF, BMP), of any size.")
    private Path image;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "Where the pictures go; the folder is made if need be.")
    private Path folder;

    @Option(names = "--kernels", description = "The kernels of the first convolution.")
    private boolean kernels;

    @Option(names = "--features", description = "What layers give for the image: all, or those of --layer.")
    private boolean features;

    @Option(names = "--saliency", description = "How much a class's score depends on each pixel.")
    private boolean saliency;

    @Option(names = "--grad-cam", description = "Where the last convolution, or --layer, sees the class.")
    private boolean gradCam;

    @Option(names = "--maximise", description = "Images that excite the classes, or --unit, most.")
    private boolean maximise;

    @Option(
            names = "--layer",
            paramLabel = "PATH",
            description = "A layer for --features and --grad-cam, by its name in 'cnnc summary'; may be repeated.")
    private List<String> layers = new ArrayList<>();

    @Mixin
    private ClassChoice wanted;

    @Option(
            names = "--unit",
            paramLabel = "PATH[:N]",
            description = "For --maximise, a layer's feature map of that number, or its first 16.")
    private String unit;

    @Option(
            names = "--maps",
            paramLabel = "N",
            description = "Feature maps to show of a layer (default: ${DEFAULT-VALUE}).",
            defaultValue = "64")
    private int maps;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Steps of activation maximisation (default: ${DEFAULT-VALUE}).",
            defaultValue = "256")
    private int steps;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Where activation maximisation begins (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed;

    @Mixin
    private Threads threads;

    private final Console console;

    VisualizeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        checkOptions();
        ObservedNetwork network = model.observe(console);
        Weights trained = Weights.load(network.info(), weights);
        makeFolder();
        Gallery gallery = new Gallery(network, trained, threads.count(), folder);
        if (wants(kernels)) {
            gallery.kernels();
        }
        try (Probe probe = gallery.probe(1)) {
            probe.forward(new float[network.info().input().size()], 1);
            if (image != null) {
                drawImage(network, gallery, probe);
            }
            if (wants(maximise)) {
                drawUnits(network, gallery, probe);
            }
        }
        gallery.finish();
        gallery.files().forEach(file -> console.out().println(PrintableText.of(file.toString())));
        return ExitCode.DONE;
    }

    private void checkOptions() {
        if (maps < 1 || steps < 1) {
            throw new CnncException("--maps and --steps are at least 1");
        }
        if (image == null && (features || saliency || gradCam)) {
            throw new CnncException("--features, --saliency and --grad-cam need an --image");
        }
    }

    /** Whether a picture is to be drawn: it was asked for, or none was. */
    private boolean wants(boolean picture) {
        return picture || !(kernels || features || saliency || gradCam || maximise);
    }

    private void drawImage(ObservedNetwork network, Gallery gallery, Probe probe) {
        float[] pixels = network.info().input().pixelsOf(ImageDecoder.decode(image));
        probe.forward(pixels, 1);
        int predicted = ClassChoice.likeliest(probe.activation(network.scores()));
        int index = wanted.given() ? classIndex(network, probe) : predicted;
        gallery.image(pixels, "image: " + gallery.name(predicted) + share(network, probe, predicted));
        if (wants(saliency)) {
            gallery.saliency(probe, index);
        }
        if (wants(gradCam)) {
            camLayers(network).forEach(layer -> gallery.gradCam(probe, pixels, index, layer));
        }
        if (wants(features)) {
            gallery.features(probe, layers.isEmpty() ? featureLayers(probe) : layers, maps);
        }
    }

    private List<String> camLayers(ObservedNetwork network) {
        if (layers.isEmpty()) {
            return network.lastFeatureMaps().stream().toList();
        }
        return gradCam || layers.size() == 1 ? layers : List.of();
    }

    /** All but the input, and those that hand on the values of another layer. */
    private static List<String> featureLayers(Probe probe) {
        return probe.layers().stream()
                .skip(1)
                .filter(layer -> probe.activation(layer).layer().equals(layer))
                .toList();
    }

    /** For the probe's last forward pass: a network with many classes shows that of the image alone. */
    private void drawUnits(ObservedNetwork network, Gallery gallery, Probe probe) {
        ActivationMaximisation climb = new ActivationMaximisation(steps, ActivationMaximisation.USUAL_RATE, seed);
        Reading scores = probe.activation(network.scores());
        if (unit != null) {
            int colon = unit.lastIndexOf(':');
            String layer = colon < 0 ? unit : unit.substring(0, colon);
            int channels = probe.activation(layer).channels();
            int[] units = colon < 0
                    ? first(channels)
                    : new int[] {ClassChoice.index(unit.substring(colon + 1), channels, "--unit " + unit)};
            gallery.maximise(layer, units, false, climb);
        } else if (wanted.given()) {
            gallery.maximise(network.scores(), new int[] {classIndex(network, probe)}, true, climb);
        } else if (image != null && scores.channels() > MOST_UNITS) {
            gallery.maximise(network.scores(), new int[] {ClassChoice.likeliest(scores)}, true, climb);
        } else {
            gallery.maximise(network.scores(), first(scores.channels()), true, climb);
        }
    }

    private static int[] first(int channels) {
        return IntStream.range(0, Math.min(MOST_UNITS, channels)).toArray();
    }

    private int classIndex(ObservedNetwork network, Probe probe) {
        ModelInfo info = network.info();
        boolean decision = info.outputs().get(0).isDecision();
        int index = wanted.index(info.name(), info.labels(),
                decision ? 2 : probe.activation(network.scores()).channels());
        if (decision && index == 0) {
            throw new CnncException("the single unit of " + info.name() + " scores "
                    + (info.labels().isEmpty() ? "class 1" : info.labels().get(1))
                    + "; what speaks against that speaks for the other class");
        }
        return decision ? 0 : index;
    }

    /** {@code  (98.2 %)} where the network ends in probabilities. */
    private static String share(ObservedNetwork network, Probe probe, int index) {
        if (!network.info().outputs().get(0).probabilities()) {
            return "";
        }
        return " (" + Amounts.percent(probe.activation(network.output()).values()[index]) + ")";
    }

    private void makeFolder() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CnncException("cannot make the folder " + folder + ": " + AtomicFile.reason(e), e);
        }
    }
}
