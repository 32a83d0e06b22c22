package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.diagnostic.PrintableText;
import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.compiler.report.EvaluationReport;
import dev.cnnc.compiler.report.Summary;
import dev.cnnc.compiler.report.SummaryFormat;
import dev.cnnc.compiler.report.TerminalImage;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.Prediction;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.Trainer;
import dev.cnnc.runtime.TrainerOptions;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.data.DataSource;
import dev.cnnc.runtime.data.Dataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc quickstart}: the whole way once, on the images that come with cnnc. */
@Command(
        name = "quickstart",
        description = "Shows everything once: compiles a sample, trains it on real images and lets it answer.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  cnnc quickstart", "  cnnc quickstart --epochs 2 --output /tmp/first"})
final class QuickstartCommand implements Callable<Integer> {

    private static final int SHOWN_IMAGES = 4;

    @Mixin
    private Threads threads;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the images (default: ${DEFAULT-VALUE}).",
            defaultValue = "10")
    private int epochs;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where to put the jar and the weights (default: ${DEFAULT-VALUE}).",
            defaultValue = "out/quickstart")
    private Path output;

    private final Console console;

    QuickstartCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path samples = samples();
        Path source = samples.resolve("lenet5.cnn");
        createOutput();

        step(1, "The network: " + source);
        Files.readAllLines(source).forEach(line -> console.out().println(("  " + line).stripTrailing()));

        step(2, "Its summary");
        Compilation compilation =
                ModelSource.require(Compiler.compile(source, CompilerOptions.defaults()), console);
        ModelInfo info = compilation.info();
        Summary summary = Summary.of(info, info.train().batch(), Summary.UNFOLDED);
        console.out().print(SummaryFormat.TABLE.print(summary, console.columns(), console.unicode()));

        step(3, "A training on real images: " + samples.resolve("data") + " (Fashion-MNIST, a subset)");
        DataSource data = ImagesSource.open(samples.resolve("data"), info);
        Dataset test = data.test().orElseThrow(() -> new CnncException(samples + "/data has no test images"));
        Model model = compilation.load();
        Path weightsFile = output.resolve("lenet5.safetensors");
        Weights weights = train(model, data.training(), weightsFile);

        step(4, "What it has learned, on " + Amounts.count(test.size()) + " images that it has never seen");
        EvaluationReport report = new EvaluationReport(model.evaluate(weights, test, threads.count()), 3);
        console.out().println(report.figures());
        console.out().print(report.confusion(console.columns(), console.unicode()));

        step(5, "Some of them, and its answers");
        show(model, weights, test);

        step(6, "To keep");
        Path jar = output.resolve("lenet5.jar");
        CompileCommand.writeJar(compilation, jar, Optional.of(weights), console);
        console.out().println("Next:");
        console.out().println("  java --add-modules jdk.incubator.vector -jar " + jar + " predict IMAGE...");
        console.out().println("  ./cnnc evaluate " + jar + " --data " + samples.resolve("data"));
        console.out().println("  ./cnnc --help");
        return ExitCode.DONE;
    }

    /** The launcher tells where cnnc lies; without it, the current folder is searched. */
    private static Path samples() {
        Path samples = Path.of(System.getProperty("cnnc.home", "")).resolve("samples");
        if (!Files.exists(samples.resolve("lenet5.cnn")) || !Files.isDirectory(samples.resolve("data"))) {
            throw new CnncException("the samples are not in " + samples.toAbsolutePath()
                    + "; run ./cnnc of a clone of the repository");
        }
        Path here = Path.of("").toAbsolutePath();
        return samples.toAbsolutePath().startsWith(here) ? here.relativize(samples.toAbsolutePath()) : samples;
    }

    private void createOutput() {
        try {
            Files.createDirectories(output);
        } catch (IOException e) {
            throw new CnncException("cannot make the folder " + output + ": " + e.getMessage(), e);
        }
        OutputFile.requireWritable(output.resolve("lenet5.jar"));
    }

    private void step(int number, String title) {
        String text = number + ". " + title;
        console.out().println();
        console.out().println(console.outColours() ? "\u001b[1m" + text + "\u001b[0m" : text);
        console.out().println();
    }

    private Weights train(Model model, Dataset training, Path file) {
        TrainerOptions options =
                TrainerOptions.of(model.info()).withEpochs(epochs).withThreads(threads.count());
        try (Trainer trainer = model.newTrainer(options);
                TrainingProgress progress = new TrainingProgress(console, epochs, training.size())) {
            trainer.fit(training, null, progress);
            trainer.result().save(file);
            console.err().println("wrote " + file);
            return trainer.result();
        }
    }

    /** The first test images of different classes. */
    private void show(Model model, Weights weights, Dataset test) {
        List<Integer> seen = new ArrayList<>();
        try (Predictor predictor = model.newPredictor(weights)) {
            for (int i = 0; i < test.size() && seen.size() < SHOWN_IMAGES; i++) {
                if (!seen.contains(test.label(i))) {
                    seen.add(test.label(i));
                    show(predictor, test, i, model.info().labels().get(test.label(i)));
                }
            }
        }
    }

    private void show(Predictor predictor, Dataset test, int image, String truth) {
        int height = test.shape().height();
        int width = test.shape().width();
        byte[] pixels = new byte[test.shape().bytes()];
        test.copyPixels(image, pixels, 0);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setDataElements(0, 0, width, height, pixels);
        List<String> beside = new ArrayList<>();
        beside.add("");
        beside.add("It is     " + PrintableText.of(truth));
        beside.add("");
        beside.add("The answer");
        for (Prediction prediction : predictor.classify(picture, 3)) {
            beside.add(PredictCommand.line(prediction));
        }
        boolean colour = console.outColours() && console.unicode();
        List<String> lines = TerminalImage.lines(pixels, height, width, test.shape().channels(), colour);
        for (int i = 0; i < lines.size(); i++) {
            String line = "  " + lines.get(i) + (i < beside.size() ? "   " + beside.get(i) : "");
            console.out().println(line.stripTrailing());
        }
        console.out().println();
    }
}
