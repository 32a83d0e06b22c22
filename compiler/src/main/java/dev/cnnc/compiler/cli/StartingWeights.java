package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.diagnostic.PrintableText;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.Renaming;
import dev.cnnc.runtime.TransferReport;
import dev.cnnc.runtime.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a training starts from: new weights, all of a file's, or those of a file that fit. */
final class StartingWeights {

    @Option(names = "--weights", paramLabel = "FILE", description = "Weights to go on from (default: new ones).")
    private Path all;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Weights of another network (safetensors): those of equal name and shape are taken, the"
                    + " others are new.")
    private Path matching;

    @Option(
            names = "--rename",
            paramLabel = "FROM=TO",
            description = "With --from: what its tensors are called here, as in 'layer*.*=stage*.*'; the first rule"
                    + " that fits counts, and an empty TO leaves tensors out.")
    private List<String> rules = new ArrayList<>();

    boolean given() {
        return all != null || matching != null;
    }

    /** Says which options do not go together. */
    void requireConsistent() {
        if (all != null && matching != null) {
            throw new CnncException("--weights takes all weights from a file and --from those that fit; give one");
        }
        if (matching == null && !rules.isEmpty()) {
            throw new CnncException("--rename goes with --from FILE, whose tensors it renames");
        }
    }

    /** The weights, of which {@code seed} makes those that come from no file. */
    Weights of(Model model, long seed, Console console) {
        if (all != null) {
            return Weights.load(model.info(), all);
        }
        Weights weights = model.newWeights(seed);
        if (matching != null) {
            TransferReport report = weights.loadMatching(matching, renaming());
            if (report.taken().isEmpty()) {
                throw new CnncException(report.describe() + "\nnothing fits; --rename 'FROM=TO' says what the file's"
                        + " tensors are called in " + PrintableText.of(model.info().name()));
            }
            console.err().println(report.describe());
        }
        return weights;
    }

    private Renaming renaming() {
        Renaming renaming = Renaming.NONE;
        for (String rule : rules) {
            int equals = rule.indexOf('=');
            if (equals < 1) {
                throw new CnncException("--rename takes FROM=TO, such as 'layer*.*=stage*.*', not '" + rule + "'");
            }
            renaming = renaming.with(rule.substring(0, equals), rule.substring(equals + 1));
        }
        return renaming;
    }
}
