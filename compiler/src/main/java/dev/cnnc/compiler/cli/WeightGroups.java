package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.RateGroup;
import dev.cnnc.runtime.TrainerOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which weights of a training stay as they are, and which learn at a rate of their own. */
final class WeightGroups {

    @Option(
            names = "--freeze",
            paramLabel = "PATTERN",
            description = "Weights or layers that do not learn, as in --freeze 'stem*'; --freeze '*' --freeze '!head'"
                    + " is all but the head, and '' is none. For .cnn files, which are compiled for it.")
    private List<String> frozen = new ArrayList<>();

    @Option(
            names = "--rate-of",
            paramLabel = "PATTERN=FACTOR",
            description = "What the learning rate of weights or layers is multiplied by, as in --rate-of 'stem*=0.1'.")
    private List<String> rates = new ArrayList<>();

    /** What the compiler has to know. */
    CompilerOptions addTo(CompilerOptions options) {
        return frozen.isEmpty()
                ? options
                : options.withFreeze(frozen.stream().filter(pattern -> !pattern.isBlank()).toList());
    }

    TrainerOptions addTo(TrainerOptions options) {
        return rates.isEmpty() ? options : options.withRates(rates.stream().map(WeightGroups::group).toList());
    }

    /** A jar was compiled with the weights that are frozen in it. */
    void requireSource(ModelSource model) {
        if (model.isJar() && !frozen.isEmpty()) {
            throw new CnncException("which weights are frozen is compiled into " + model.path()
                    + "; --freeze goes with .cnn files");
        }
    }

    private static RateGroup group(String text) {
        int equals = text.lastIndexOf('=');
        try {
            return new RateGroup(
                    text.substring(0, Math.max(0, equals)), Double.parseDouble(text.substring(equals + 1)));
        } catch (NumberFormatException e) {
            throw new CnncException("--rate-of takes PATTERN=FACTOR, such as 'stem*=0.1', not '" + text + "'", e);
        }
    }
}
