package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.diagnostic.PrintableText;
import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.compiler.report.JsonText;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.Prediction;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.PredictorOptions;
import dev.cnnc.runtime.io.ImageDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cnnc predict}. An image that cannot be read does not keep the others from their answer. */
@Command(
        name = "predict",
        description = "Names what is on images (PNG, JPEG, GIF, BMP), with probabilities.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Images of any size are brought to the network's input, as its fit says.",
            "",
            "Examples:",
            "  cnnc predict lenet5.cnn --weights lenet5.safetensors shoe.png",
            "  cnnc predict lenet5.jar --top 3 --json *.png"
        })
final class PredictCommand implements Callable<Integer> {

    @Mixin
    private ModelSource model;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "IMAGE", description = "The images.")
    private List<Path> images;

    @Mixin
    private Threads threads;

    @Option(names = "--weights", paramLabel = "FILE", description = "Trained weights (default: those in the jar).")
    private Path weights;

    @Option(
            names = "--top",
            paramLabel = "K",
            description = "Classes to show for each image (default: ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private int top;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final Console console;

    PredictCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (top < 1) {
            throw new CnncException("--top is at least 1, found " + top);
        }
        int code = ExitCode.DONE;
        List<Object> answers = new ArrayList<>();
        PredictorOptions options = new PredictorOptions(threads.count(), 1, 1);
        try (OpenModel open = model.open(console);
                Predictor predictor = open.model().newPredictor(open.weights(weights), options)) {
            for (Path image : images) {
                try {
                    if (predictor.classifies()) {
                        answers.add(classes(image, predictor.classify(image, top)));
                    } else {
                        answers.add(values(image, predictor));
                    }
                } catch (CnncException e) {
                    console.error(e.getMessage());
                    code = ExitCode.WRONG_INPUT;
                }
            }
        }
        if (json) {
            console.out().print(JsonText.of(answers));
        }
        return code;
    }

    private Map<String, Object> classes(Path image, List<Prediction> predictions) {
        List<Object> entries = new ArrayList<>();
        for (Prediction prediction : predictions) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("label", prediction.label());
            entry.put("index", prediction.index());
            entry.put("probability", prediction.probability());
            entries.add(entry);
        }
        if (!json) {
            console.out().println(PrintableText.of(image.toString()));
            predictions.forEach(it -> console.out().println(line(it)));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("image", image.toString());
        answer.put("predictions", entries);
        return answer;
    }

    static String line(Prediction prediction) {
        String percent = Amounts.percent(prediction.probability());
        return " ".repeat(Math.max(0, 10 - percent.length())) + percent + "  " + PrintableText.of(prediction.label());
    }

    private Map<String, Object> values(Path image, Predictor predictor) {
        float[] values = new float[predictor.outputLength()];
        predictor.predict(ImageDecoder.decode(image), values);
        List<Float> output = new ArrayList<>();
        for (float value : values) {
            output.add(Float.isFinite(value) ? value : null);
        }
        if (!json) {
            console.out().println(PrintableText.of(image.toString()));
            console.out().println("  " + output);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("image", image.toString());
        answer.put("output", output);
        return answer;
    }
}
