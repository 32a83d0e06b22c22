package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.compiler.profile.Profiler;
import dev.cnnc.compiler.report.html.Classification;
import dev.cnnc.compiler.report.html.Classifier;
import dev.cnnc.compiler.report.html.ImageMaps;
import dev.cnnc.compiler.report.html.LayerTime;
import dev.cnnc.compiler.report.html.MapMaker;
import dev.cnnc.compiler.report.html.RunData;
import dev.cnnc.compiler.report.html.RunData.Finding;
import dev.cnnc.compiler.report.html.RunPage;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.io.AtomicFile;
import dev.cnnc.runtime.io.ImageDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers all that there is to tell of a run, and writes the page. What cannot be had, such as images that have been
 * moved away, the page tells.
 */
final class RunReport {

    private static final int IMAGES_WITH_MAPS = 6;
    private static final int TIMED_IMAGES = 8;
    private static final double SECONDS = 0.3;

    private final RunFolder folder;
    private final RunDescription run;
    private final Model model;
    private final int threads;
    private final Optional<ObservedNetwork> network;

    /** The weights to be looked at. */
    private record Found(Optional<Weights> weights, String origin) {}

    RunReport(RunFolder folder, RunDescription run, Model model, int threads) {
        this.folder = folder;
        this.run = run;
        this.model = model;
        this.threads = threads;
        network = folder.network(run);
    }

    /**
     * @param images to classify, or why there are none
     * @param pictures whose feature maps are wanted first
     */
    void write(Path target, Finding<Dataset> images, List<Path> pictures) {
        RunRecord record = RunRecord.read(folder);
        Found found = weights();
        Finding<Classification> classification = classification(found, images);
        Map<String, String> sources = folder.sources();
        RunData page = new RunData(folder.toString(), model.info(), run.options(), settings(), sources,
                record.history(), record.epochs(), record.classes(), record.steps(), record.statistics(),
                found.weights(), found.origin(), classification, maps(found, images, classification, pictures),
                times());
        byte[] text = RunPage.of(page).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(target, out -> out.write(text));
    }

    /** The weights in the end or, before that, those of the newest checkpoint. */
    private Found weights() {
        Path output = run.output().isEmpty() ? folder.weights() : Path.of(run.output());
        Path file = Files.exists(output) ? output : folder.newestCheckpoint().orElse(null);
        if (file == null) {
            return new Found(Optional.empty(), "it has neither ended nor saved a checkpoint");
        }
        String origin = file.equals(output) ? "the weights of the run's end" : "the weights of " + file.getFileName();
        return new Found(Optional.of(Weights.load(model.info(), file)), origin);
    }

    /** The validation images or, without these, the training images. */
    Finding<Dataset> images(Path data) {
        Double share = run.validation().isEmpty() ? null : Double.valueOf(run.validation());
        try {
            TrainingImages parts = TrainingImages.of(
                    ImagesSource.open(data, model.info()), run.selection(), share, run.options().seed());
            return Finding.of(parts.toJudgeBy());
        } catch (CnncException gone) {
            return Finding.none("The run's images cannot be read (" + gone.getMessage()
                    + "); 'cnnc report' takes --data PATH if they have moved.");
        }
    }

    private boolean validates() {
        return run.validation().isEmpty() || Double.parseDouble(run.validation()) > 0;
    }

    private Finding<Classification> classification(Found found, Finding<Dataset> images) {
        if (found.weights().isEmpty()) {
            return Finding.none("The run has no weights yet: " + found.origin() + ".");
        }
        if (images.value() == null) {
            return Finding.none(images.reason());
        }
        try {
            return Finding.of(Classifier.classify(model, found.weights().get(), images.value(),
                    validates() ? "validation" : "training", threads));
        } catch (CnncException wrong) {
            return Finding.none("The images do not suit the network: " + wrong.getMessage());
        }
    }

    private Finding<List<ImageMaps>> maps(Found found, Finding<Dataset> images,
            Finding<Classification> classification, List<Path> pictures) {
        if (found.weights().isEmpty()) {
            return Finding.none("The run has no weights yet: " + found.origin() + ".");
        }
        if (network.isEmpty()) {
            return Finding.none("The run was begun from a compiled jar, and without source layers cannot be looked"
                    + " at.");
        }
        List<MapMaker.Image> chosen = new ArrayList<>();
        pictures.forEach(picture -> chosen.add(picture(picture)));
        Classification answers = classification.value();
        if (answers != null) {
            chosen.addAll(samples(images.value(), answers));
        }
        if (chosen.isEmpty()) {
            return Finding.none(classification.reason());
        }
        List<String> labels = answers != null ? answers.labels() : labels();
        return Finding.of(MapMaker.draw(network.get(), found.weights().get(), chosen, labels, threads));
    }

    private List<String> labels() {
        ModelInfo info = model.info();
        if (!info.labels().isEmpty()) {
            return info.labels();
        }
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < info.outputs().get(0).classes(); i++) {
            numbers.add("class " + i);
        }
        return numbers;
    }

    /** The first image of each of some classes, and the two worst mistakes. */
    private static List<MapMaker.Image> samples(Dataset data, Classification answers) {
        Set<Integer> images = new LinkedHashSet<>();
        Set<Integer> classes = new LinkedHashSet<>();
        for (int i = 0; i < data.size() && images.size() < IMAGES_WITH_MAPS - 2; i++) {
            if (classes.add(data.label(i))) {
                images.add(i);
            }
        }
        answers.mistakes().stream().limit(2).forEach(mistake -> images.add(mistake.number()));
        return images.stream().map(image -> {
            byte[] pixels = new byte[data.shape().bytes()];
            data.copyPixels(image, pixels, 0);
            return new MapMaker.Image(answers.labels().get(data.label(image)) + ", image " + image, pixels);
        }).toList();
    }

    private MapMaker.Image picture(Path file) {
        float[] scaled = model.info().input().pixelsOf(ImageDecoder.decode(file));
        byte[] pixels = new byte[scaled.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(scaled[i]);
        }
        return new MapMaker.Image(file.getFileName().toString(), pixels);
    }

    private Finding<List<LayerTime>> times() {
        return folder.profiler(run)
                .map(it -> it.run(Profiler.Pass.TRAINING, TIMED_IMAGES, threads, SECONDS))
                .map(it -> Finding.of(LayerTime.of(it)))
                .orElseGet(() -> Finding.none(
                        "The run was begun from a compiled jar, and without source layers cannot be timed."));
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cnnc", run.cnnc());
        settings.put("Java and kernels", run.machine());
        settings.put("Model", run.model());
        if (!run.set().isEmpty()) {
            settings.put("Parameters", String.join(", ", run.set()));
        }
        if (!run.input().isEmpty()) {
            settings.put("Size of images", run.input());
        }
        settings.put("Images", run.data());
        settings.put("Validation", run.validation().isEmpty()
                ? "the images for tests or, without these, a tenth"
                : validates() ? "a share of " + run.validation() : "none");
        settings.putAll(TrainDescription.of(run.options()));
        settings.put("Checkpoints", (run.everyEpochs() > 0 ? "each " + run.everyEpochs() + " epochs" : "")
                + (run.everySteps() > 0 ? "each " + run.everySteps() + " steps" : "") + ", the newest " + run.keep());
        if (run.patience() > 0) {
            settings.put("Patience", run.patience() + " epochs");
        }
        return settings;
    }
}
