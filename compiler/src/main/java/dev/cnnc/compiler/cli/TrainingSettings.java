package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.OptimiserInfo;
import dev.cnnc.runtime.ScheduleInfo;
import dev.cnnc.runtime.TrainerOptions;
import java.util.List;
import picocli.CommandLine.Option;

/** What of a model's train section the command line overrides. */
final class TrainingSettings {

    private static final List<String> OPTIMISERS = List.of("sgd", "adam");
    private static final List<String> SCHEDULES = List.of("constant", "cosine");

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the images.")
    private Integer epochs;

    @Option(names = "--batch", paramLabel = "N", description = "Images in a step.")
    private Integer batch;

    @Option(names = "--seed", paramLabel = "N", description = "Of weights, order, dropout and augmentation.")
    private Long seed;

    @Option(names = "--rate", paramLabel = "R", description = "The learning rate.")
    private Double rate;

    @Option(names = "--optimiser", paramLabel = "NAME", description = "sgd or adam, with their usual settings.")
    private String optimiser;

    @Option(names = "--momentum", paramLabel = "M", description = "Of sgd.")
    private Double momentum;

    @Option(names = "--schedule", paramLabel = "NAME", description = "Of the rate: constant or cosine.")
    private String schedule;

    TrainerOptions apply(TrainerOptions options) {
        TrainerOptions changed = options;
        if (epochs != null) {
            changed = changed.withEpochs(epochs);
        }
        if (batch != null) {
            changed = changed.withBatch(batch);
        }
        if (seed != null) {
            changed = changed.withSeed(seed);
        }
        if (optimiser != null && !optimiser.equals(options.optimiser().kind())) {
            requireOneOf("--optimiser", optimiser, OPTIMISERS);
            double usual = optimiser.equals("adam") ? 0.001 : 0.01;
            changed = changed.withOptimiser(new OptimiserInfo(optimiser, usual, 0, false, 0, 0.9, 0.999, 1e-8));
        }
        if (momentum != null) {
            changed = changed.withOptimiser(withMomentum(changed.optimiser(), momentum));
        }
        if (rate != null) {
            changed = changed.withRate(rate);
        }
        if (schedule != null) {
            requireOneOf("--schedule", schedule, SCHEDULES);
            changed = changed.withSchedule(new ScheduleInfo(schedule, 1, 1));
        }
        return changed;
    }

    private static OptimiserInfo withMomentum(OptimiserInfo it, double momentum) {
        if (!it.kind().equals("sgd")) {
            throw new CnncException("--momentum goes with sgd, but the optimiser is " + it.kind());
        }
        if (!(momentum >= 0 && momentum < 1)) {
            throw new CnncException("--momentum is from 0 to below 1, found " + momentum);
        }
        return new OptimiserInfo(it.kind(), it.rate(), momentum, it.nesterov() && momentum > 0, it.weightDecay(),
                it.beta1(), it.beta2(), it.epsilon());
    }

    private static void requireOneOf(String option, String value, List<String> values) {
        if (!values.contains(value)) {
            throw new CnncException(option + " is " + String.join(" or ", values) + ", found '" + value + "'");
        }
    }

    /** {@code 5 epochs, batch 128, adam at rate 0.001, 2 threads}. */
    String describe(TrainerOptions options) {
        return Amounts.count(options.epochs()) + (options.epochs() == 1 ? " epoch" : " epochs") + ", batch "
                + Amounts.count(options.batch()) + ", " + options.optimiser().kind() + " at rate "
                + options.optimiser().rate() + ", " + options.threads()
                + (options.threads() == 1 ? " thread" : " threads");
    }
}
