package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.Outcome;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.elaborate.TrainText;
import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.TrainInfo;
import dev.cnnc.runtime.TrainerOptions;
import dev.cnnc.runtime.train.optimiser.Optimiser;
import dev.cnnc.runtime.train.optimiser.Sgd;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What of a model's train section the command line overrides. */
final class TrainingSettings {

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the images.")
    private Integer epochs;

    @Option(names = "--batch", paramLabel = "N", description = "Images in a step.")
    private Integer batch;

    @Option(names = "--seed", paramLabel = "N", description = "Of weights, order, dropout and augmentation.")
    private Long seed;

    @Option(names = "--rate", paramLabel = "R", description = "The learning rate.")
    private Double rate;

    @Option(
            names = "--optimiser",
            paramLabel = "TEXT",
            description = "As a train section says it: adamw, or 'sgd(rate = 0.1, momentum = 0.9)'.")
    private String optimiser;

    @Option(names = "--momentum", paramLabel = "M", description = "Of sgd.")
    private Double momentum;

    @Option(
            names = "--schedule",
            paramLabel = "TEXT",
            description = "Of the rate, likewise: cosine, or 'cosine(warmup = 5)'.")
    private String schedule;

    @Option(
            names = "--setting",
            paramLabel = "NAME=VALUE",
            description = "Any other setting of a train section, as in --setting clip_norm=1.")
    private Map<String, String> others = new LinkedHashMap<>();

    TrainerOptions apply(TrainerOptions options, Console console) {
        TrainerOptions changed = options;
        if (optimiser != null) {
            changed = inLanguage("--optimiser", "optimiser", optimiser, changed, console);
        }
        if (schedule != null) {
            changed = inLanguage("--schedule", "schedule", schedule, changed, console);
        }
        for (Map.Entry<String, String> other : others.entrySet()) {
            changed = inLanguage("--setting", other.getKey(), other.getValue(), changed, console);
        }
        if (epochs != null) {
            changed = changed.withEpochs(epochs);
        }
        if (batch != null) {
            changed = changed.withBatch(batch);
        }
        if (seed != null) {
            changed = changed.withSeed(seed);
        }
        if (momentum != null) {
            changed = changed.withOptimiser(withMomentum(changed.optimiser(), momentum));
        }
        if (rate != null) {
            changed = changed.withRate(rate);
        }
        return changed;
    }

    private static TrainerOptions inLanguage(
            String option, String name, String value, TrainerOptions options, Console console) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<TrainInfo> train = TrainText.read(name + " = " + value, option, options.train(), diagnostics);
        return options.withTrain(ModelSource.require(new Outcome<>(train, diagnostics.all()), console));
    }

    private static Sgd withMomentum(Optimiser it, double momentum) {
        if (!(it instanceof Sgd sgd)) {
            throw new CnncException("--momentum goes with sgd, but the optimiser is " + it.kind());
        }
        if (!(momentum >= 0 && momentum < 1)) {
            throw new CnncException("--momentum is from 0 to below 1, found " + momentum);
        }
        return new Sgd(sgd.rate(), momentum, sgd.nesterov() && momentum > 0, sgd.decay());
    }

    /** {@code 5 epochs, batch 128, adam at rate 0.001, 2 threads}. */
    String describe(TrainerOptions options) {
        return Amounts.count(options.epochs()) + (options.epochs() == 1 ? " epoch" : " epochs") + ", batch "
                + Amounts.count(options.batch()) + ", " + options.optimiser().kind() + " at rate "
                + options.optimiser().rate() + ", " + options.threads()
                + (options.threads() == 1 ? " thread" : " threads");
    }
}
