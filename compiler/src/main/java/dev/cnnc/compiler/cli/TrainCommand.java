package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.EpochResult;
import dev.cnnc.runtime.Evaluation;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.Trainer;
import dev.cnnc.runtime.TrainerOptions;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.data.DataSource;
import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.data.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc train}. */
@Command(
        name = "train",
        description = "Trains a network on labelled images and saves its weights.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What is not said here, the model's train section says. Ctrl-C ends the training after the present step",
            "and saves the weights.",
            "",
            "Examples:",
            "  cnnc train lenet5.cnn --data samples/data --epochs 5",
            "  cnnc train lenet5.cnn --data photos/ --validation 0.2 -o photos.safetensors",
            "  cnnc train lenet5.cnn --data samples/data --optimiser adamw --schedule 'cosine(warmup = 2)'",
            "  cnnc train lenet5.jar --data photos/ --weights photos.safetensors --rate 0.0001"
        })
final class TrainCommand implements Callable<Integer> {

    @Mixin
    private ModelSource model;

    @Mixin
    private ImagesSource images;

    @Mixin
    private Threads threads;

    @Mixin
    private TrainingSettings settings;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file of weights to write (default: the model's name with .safetensors).")
    private Path output;

    @Option(names = "--weights", paramLabel = "FILE", description = "Weights to go on from (default: new ones).")
    private Path weights;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            description = "Share of the training images to validate with; 0 for none"
                    + " (default: the data's part for tests, or 0.1 where there is none).")
    private Double validation;

    private final Console console;

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path target = output != null ? output : Path.of(model.baseName() + ".safetensors");
        OutputFile.requireWritable(target);
        try (OpenModel open = model.open(console)) {
            ModelInfo info = open.model().info();
            TrainerOptions options = settings.apply(TrainerOptions.of(info), console).withThreads(threads.count());
            Parts parts = parts(images.open(info), options.seed());
            Weights start = weights == null ? open.model().newWeights(options.seed()) : Weights.load(info, weights);
            return train(open.model(), start, options, parts, target);
        }
    }

    private record Parts(Dataset training, Dataset validation) {}

    private Parts parts(DataSource source, long seed) {
        Dataset training = source.training();
        Optional<Dataset> test = validation == null ? source.test() : Optional.empty();
        if (test.isPresent()) {
            return new Parts(training, test.get());
        }
        double share = validation == null ? 0.1 : validation;
        if (share == 0) {
            return new Parts(training, null);
        }
        if (!(share > 0 && share < 1)) {
            throw new CnncException("--validation is a share from 0 to below 1, found " + share);
        }
        Split split = Split.holdOut(training, share, seed);
        return new Parts(split.training(), split.validation());
    }

    private int train(Model network, Weights start, TrainerOptions options, Parts parts, Path target) {
        console.err().println("training " + network.info().name() + " on " + Amounts.count(parts.training().size())
                + " images" + (parts.validation() == null ? "" : ", validating with "
                + Amounts.count(parts.validation().size())) + "; " + settings.describe(options));
        try (Trainer trainer = network.newTrainer(start, options);
                Interruption interruption = new Interruption(trainer::stop)) {
            List<EpochResult> results;
            try (TrainingProgress progress =
                    new TrainingProgress(console, options.epochs(), parts.training().size())) {
                results = trainer.fit(parts.training(), parts.validation(), progress);
            }
            trainer.result().save(target);
            if (interruption.happened()) {
                console.err().println("interrupted; the weights so far are in " + target);
                return ExitCode.INTERRUPTED;
            }
            conclude(trainer, results, parts, target);
            return ExitCode.DONE;
        }
    }

    private void conclude(Trainer trainer, List<EpochResult> results, Parts parts, Path target) {
        double seconds = results.stream().mapToDouble(EpochResult::seconds).sum();
        StringBuilder line = new StringBuilder("trained in ").append(Amounts.duration(seconds));
        if (parts.validation() != null) {
            Evaluation evaluation = trainer.evaluate(parts.validation());
            line.append(": validation accuracy ").append(Amounts.percent(evaluation.accuracy()));
        }
        console.out().println(line.append(", weights in ").append(target));
    }
}
