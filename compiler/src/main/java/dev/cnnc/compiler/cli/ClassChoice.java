package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.compiler.observe.Reading;
import dev.cnnc.runtime.CnncException;
import java.util.List;
import picocli.CommandLine.Option;

/** Which of a network's classes is meant. */
final class ClassChoice {

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description = "The class, by label or number from 0 (default: the likeliest).")
    private String wanted;

    boolean given() {
        return wanted != null;
    }

    /** The class that was named. */
    int index(String network, List<String> labels, int classes) {
        int named = labels.indexOf(wanted);
        if (named >= 0) {
            return named;
        }
        if (!wanted.matches("\\d{1,9}")) {
            String hint = Suggestions.hint(wanted, labels, "classes are 0 to " + (classes - 1));
            throw new CnncException(network + " has no class '" + wanted + "'; " + hint);
        }
        return index(wanted, classes, "--class " + wanted);
    }

    /** A number that a user wrote, below a bound. */
    static int index(String text, int count, String option) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) >= count) {
            throw new CnncException(option + ": there are 0 to " + (count - 1));
        }
        return Integer.parseInt(text);
    }

    static int likeliest(Reading scores) {
        int best = 0;
        for (int channel = 1; channel < scores.channels(); channel++) {
            if (scores.values()[channel] > scores.values()[best]) {
                best = channel;
            }
        }
        return best;
    }
}
