package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.runtime.CnncException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/**
 * What a command line says of the network in a {@code .cnn} file: its parameters, the size of its images, and how it
 * predicts.
 */
final class NetworkSettings {

    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,6})x([1-9]\\d{0,6})");

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A value for a parameter of the model, as in --set classes=100.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--input",
            paramLabel = "HxW",
            description = "Height and width of the images, as in --input 480x640: for a network that leaves them open,"
                    + " or instead of those in the file.")
    private String inputSize;

    @Option(
            names = "--exact",
            description = "Predict and train with direct convolutions only. Otherwise those with a 3x3 kernel may use"
                    + " Winograd's algorithm, which is faster and rounds more.")
    private boolean exact;

    @Option(
            names = "--recompute",
            description = "Train in less memory, and more slowly: what batch norms, activations, pools and"
                    + " concatenations wrote is computed again in the backward pass. The result is the same.")
    private boolean recompute;

    static NetworkSettings of(List<String> parameters, String inputSize) {
        NetworkSettings settings = new NetworkSettings();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            settings.parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        settings.inputSize = inputSize.isEmpty() ? null : inputSize;
        return settings;
    }

    /** {@code classes=100}, one for each parameter. */
    List<String> parameters() {
        return parameters.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).toList();
    }

    /** {@code 480x640}; empty if the file's own is taken. */
    String inputSize() {
        return inputSize == null ? "" : inputSize;
    }

    boolean isEmpty() {
        return parameters.isEmpty() && inputSize == null && !exact && !recompute;
    }

    CompilerOptions addTo(CompilerOptions options) {
        CompilerOptions set = options.withParameters(parameters).withExact(exact).withRecompute(recompute);
        if (inputSize == null) {
            return set;
        }
        Matcher size = SIZE.matcher(inputSize);
        if (!size.matches()) {
            throw new CnncException("--input takes height x width, such as 480x640, not '" + inputSize + "'");
        }
        return set.withInputSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
    }
}
