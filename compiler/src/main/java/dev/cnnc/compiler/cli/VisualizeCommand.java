package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.diagnostic.PrintableText;
import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.compiler.observe.Probe;
import dev.cnnc.compiler.observe.Reading;
import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.compiler.visual.ActivationMaximisation;
import dev.cnnc.compiler.visual.Gallery;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.InputInfo;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.io.AtomicFile;
import dev.cnnc.runtime.io.ImageDecoder;
import dev.cnnc.runtime.io.ImageScaler;
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

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description = "The class, by label or number from 0 (default: the likeliest).")
    private String wanted;

    @Option(
            names = "--unit",
            paramLabel = "PATH[:N]",
            description = "For --maximise, a layer's feature map of that number, or its first 64.")
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
        if (image != null) {
            drawImage(network, gallery);
        }
        if (wants(maximise)) {
            drawUnits(network, gallery);
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

    private void drawImage(ObservedNetwork network, Gallery gallery) {
        InputInfo input = network.info().input();
        float[] pixels = new float[input.size()];
        ImageScaler.scale(ImageDecoder.decode(image), input.height(), input.width(), input.channels(), pixels, 0);
        try (Probe probe = gallery.probe(1)) {
            probe.forward(pixels, 1);
            int predicted = likeliest(probe.activation(network.scores()));
            int index = wanted == null ? predicted : classIndex(network, probe);
            gallery.image(pixels, "image: " + gallery.name(predicted) + share(network, probe, predicted));
            if (wants(saliency)) {
                gallery.saliency(probe, index);
            }
            if (wants(gradCam)) {
                camLayers(network).forEach(layer -> gallery.gradCam(probe, pixels, index, layer));
            }
            if (wants(features)) {
                gallery.features(probe, layers.isEmpty() ? featureLayers(network, probe) : layers, maps);
            }
        }
    }

    private List<String> camLayers(ObservedNetwork network) {
        if (layers.isEmpty()) {
            return network.lastFeatureMaps().stream().toList();
        }
        return gradCam || layers.size() == 1 ? layers : List.of();
    }

    /** All but the input, and those that hand on the values of another layer. */
    private static List<String> featureLayers(ObservedNetwork network, Probe probe) {
        return probe.layers().stream()
                .skip(1)
                .filter(layer -> probe.activation(layer).layer().equals(layer))
                .toList();
    }

    private void drawUnits(ObservedNetwork network, Gallery gallery) {
        ActivationMaximisation climb = new ActivationMaximisation(steps, ActivationMaximisation.USUAL_RATE, seed);
        if (unit != null) {
            int colon = unit.lastIndexOf(':');
            String layer = colon < 0 ? unit : unit.substring(0, colon);
            try (Probe probe = gallery.probe(1)) {
                probe.forward(new float[network.info().input().size()], 1);
                gallery.maximise(layer, units(probe.activation(layer).channels(), colon), false, climb);
            }
            return;
        }
        try (Probe probe = gallery.probe(1)) {
            probe.forward(new float[network.info().input().size()], 1);
            int[] classes = wanted == null
                    ? IntStream.range(0, Math.min(Gallery.MOST_UNITS,
                            probe.activation(network.scores()).channels())).toArray()
                    : new int[] {classIndex(network, probe)};
            gallery.maximise(network.scores(), classes, true, climb);
        }
    }

    private int[] units(int channels, int colon) {
        if (colon < 0) {
            return IntStream.range(0, Math.min(Gallery.MOST_UNITS, channels)).toArray();
        }
        return new int[] {index(unit.substring(colon + 1), channels, "--unit " + unit)};
    }

    private int classIndex(ObservedNetwork network, Probe probe) {
        List<String> labels = network.info().labels();
        int named = labels.indexOf(wanted);
        if (named >= 0) {
            return named;
        }
        int classes = probe.activation(network.scores()).channels();
        if (!wanted.matches("\\d{1,9}")) {
            String hint = Suggestions.hint(wanted, labels, "classes are 0 to " + (classes - 1));
            throw new CnncException(network.info().name() + " has no class '" + wanted + "'; " + hint);
        }
        return index(wanted, classes, "--class " + wanted);
    }

    private static int index(String text, int count, String option) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) >= count) {
            throw new CnncException(option + ": there are 0 to " + (count - 1));
        }
        return Integer.parseInt(text);
    }

    private static int likeliest(Reading scores) {
        int best = 0;
        for (int channel = 1; channel < scores.channels(); channel++) {
            if (scores.values()[channel] > scores.values()[best]) {
                best = channel;
            }
        }
        return best;
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
