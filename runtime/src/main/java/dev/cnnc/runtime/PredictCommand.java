package dev.cnnc.runtime;

import dev.cnnc.runtime.io.Json;
import dev.cnnc.runtime.io.JsonRecords;
import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.kernel.Kernels;
import dev.cnnc.runtime.kernel.WarmUp;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code predict}: names what is on images. One that cannot be read does not keep the others from their answer. */
final class PredictCommand {
    private final JarContents jar;
    private final PredictArguments arguments;

    PredictCommand(JarContents jar, PredictArguments arguments) {
        this.jar = jar;
        this.arguments = arguments;
    }

    int run(PrintStream out, PrintStream err) {
        int code = Main.DONE;
        List<Object> answers = new ArrayList<>();
        try (Predictor predictor = predictor()) {
            for (Path image : arguments.images()) {
                try {
                    Map<String, Object> answer = answer(predictor, image);
                    answers.add(answer);
                    if (!arguments.json()) {
                        print(answer, out);
                    }
                } catch (CnncException e) {
                    err.println("error: " + e.getMessage());
                    code = Main.MISTAKE;
                }
            }
        }
        if (arguments.json()) {
            out.println(Json.write(answers, 1));
        }
        return code;
    }

    private Predictor predictor() {
        Model model = jar.model();
        long macs = Math.multiplyExact(model.info().macs(), (long) arguments.images().size());
        PredictorOptions options = new PredictorOptions(arguments.threads(), 1, 1);
        Kernels kernels = KernelChoice.forWork(macs);
        try (WarmUp warmUp = WarmUp.of(kernels, macs)) {
            Weights weights = jar.weights(arguments.weights());
            return new Predictor(model, weights, options, kernels);
        }
    }

    /** The image and either its {@code predictions} or, where the network does not classify, its {@code output}. */
    private Map<String, Object> answer(Predictor predictor, Path image) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("image", image.toString());
        if (predictor.classifies()) {
            answer.put("predictions", JsonRecords.toJson(predictor.classify(image, arguments.top())));
        } else {
            float[] values = new float[predictor.outputLength()];
            predictor.predict(image, values);
            List<Object> output = new ArrayList<>();
            for (float value : values) {
                output.add(Float.isFinite(value) ? value : null);
            }
            answer.put("output", output);
        }
        return answer;
    }

    private static void print(Map<String, Object> answer, PrintStream out) {
        out.println(answer.get("image"));
        if (answer.containsKey("output")) {
            out.println("  " + answer.get("output"));
            return;
        }
        for (Object entry : (List<?>) answer.get("predictions")) {
            Map<?, ?> prediction = (Map<?, ?>) entry;
            String label = printable((String) prediction.get("label"));
            float percent = 100 * (Float) prediction.get("probability");
            out.println("  " + rounded(percent) + " %  " + label);
        }
    }

    /** With two decimals and six places; a {@link java.util.Formatter} would load all that Java knows of languages. */
    private static String rounded(float percent) {
        String text = Float.isFinite(percent)
                ? new BigDecimal(Float.toString(percent)).setScale(2, RoundingMode.HALF_UP).toPlainString()
                : Float.toString(percent);
        return " ".repeat(Math.max(0, 6 - text.length())) + text;
    }

    /** A label is the network author's text; no control character of it reaches the terminal. */
    private static String printable(String label) {
        char[] characters = label.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            if (Character.isISOControl(characters[i])) {
                characters[i] = '?';
            }
        }
        return new String(characters);
    }
}
