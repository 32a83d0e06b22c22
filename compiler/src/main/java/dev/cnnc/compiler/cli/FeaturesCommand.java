package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.OutputInfo;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.PredictorOptions;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.data.DataSource;
import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.data.ImageSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc features}: what a layer gives for each image, for other programs to learn from. */
@Command(
        name = "features",
        description = "Writes what a layer of a trained network gives for each image of a data set.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A file that ends in .npy is a NumPy array of float32, images x height x width x channels or images x",
            "channels; the classes go beside it, into a file that ends in .labels.npy. A file that ends in .csv has a",
            "line for each image: its class and the values.",
            "",
            "Examples:",
            "  cnnc features lenet5.cnn --weights lenet5.safetensors --until dense2 --data images/ -o features.npy",
            "  cnnc features lenet5.cnn --weights lenet5.safetensors --until dense2 --data images/ --test -o test.csv"
        })
final class FeaturesCommand implements Callable<Integer> {

    private static final int TOGETHER = 32;

    @Mixin
    private ModelSource model;

    @Mixin
    private ImagesSource images;

    @Mixin
    private Threads threads;

    @Option(names = "--weights", required = true, paramLabel = "FILE", description = "Trained weights of the network.")
    private Path weights;

    @Option(
            names = "--until",
            required = true,
            paramLabel = "LAYER",
            description = "The layer, or the scope whose last layer is meant; 'cnnc summary' shows their names.")
    private String until;

    @Option(names = "--test", description = "The images for tests, not those to train with.")
    private boolean test;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The file to write, .npy or .csv.")
    private Path output;

    private final Console console;

    FeaturesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        FeatureFile.Target file = FeatureFile.of(output);
        OutputFile.requireWritable(output);
        if (model.isJar()) {
            throw new CnncException(model.path() + " is compiled to its end; features are of a .cnn file");
        }
        try (OpenModel open = model.open(CompilerOptions.defaults().withUntil(until), console);
                Predictor predictor = open.model().newPredictor(Weights.loadPart(open.model().info(), weights),
                        new PredictorOptions(threads.count(), 1, TOGETHER))) {
            OutputInfo features = open.model().info().outputs().get(0);
            Dataset data = new ImageSelection(images.classes(), 0).test(images(images.open(open.model().info())));
            file.write(data, features, batch -> compute(predictor, data, batch));
            console.err().println("wrote " + output + ": " + Amounts.count(data.size()) + " images, "
                    + Amounts.count(features.size()) + " values each");
        }
        return ExitCode.DONE;
    }

    private Dataset images(DataSource source) {
        return test
                ? source.test().orElseThrow(() -> new CnncException(images.path() + " has no images for tests"))
                : source.training();
    }

    private static void compute(Predictor predictor, Dataset data, FeatureFile.Batch batch) {
        int length = predictor.inputLength();
        byte[] bytes = new byte[length];
        float[] pixels = new float[batch.count() * length];
        for (int i = 0; i < batch.count(); i++) {
            data.copyPixels(batch.first() + i, bytes, 0);
            for (int p = 0; p < length; p++) {
                pixels[i * length + p] = bytes[p] & 0xFF;
            }
        }
        predictor.predictBatch(pixels, batch.count(), batch.values());
    }
}
