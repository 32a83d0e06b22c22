package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.CompilerVersion;
import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.runtime.CheckpointInfo;
import dev.cnnc.runtime.CheckpointOptions;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.EpochResult;
import dev.cnnc.runtime.Evaluation;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.Trainer;
import dev.cnnc.runtime.TrainListener;
import dev.cnnc.runtime.TrainerOptions;
import dev.cnnc.runtime.TrainingDiverged;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.data.ImageSelection;
import dev.cnnc.runtime.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cnnc train}. */
@Command(
        name = "train",
        description = "Trains a network on labelled images and saves its weights.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What is not said here, the model's train section says. Ctrl-C ends the training after the present step",
            "and saves the weights. With --run, the training is kept in a folder: it can be broken off at any time, by",
            "kill -9 too, and goes on with --resume as if nothing had been.",
            "",
            "Examples:",
            "  cnnc train lenet5.cnn --data samples/data --epochs 5",
            "  cnnc train lenet5.cnn --data photos/ --validation 0.2 -o photos.safetensors",
            "  cnnc train lenet5.cnn --data samples/data --optimiser adamw --schedule 'cosine(warmup = 2)'",
            "  cnnc train lenet5.cnn --data samples/data --run runs/first --patience 5",
            "  cnnc train --resume runs/first",
            "  cnnc train lenet5.jar --data photos/ --weights photos.safetensors --rate 0.0001",
            "  cnnc train birds.cnn --data birds/ --from photos.safetensors --rename 'head.*='"
        })
final class TrainCommand implements Callable<Integer> {

    private static final List<String> MAY_BE_GIVEN_AGAIN = List.of("--resume", "--threads", "--data", "--json",
            "--stacktrace", WatchOptions.REPORT, WatchOptions.TENSORBOARD);

    @Mixin
    private ModelSource model;

    @Mixin
    private ImagesSource images;

    @Mixin
    private Threads threads;

    @Mixin
    private TrainingSettings settings;

    @Mixin
    private StartingWeights weights;

    @Mixin
    private WeightGroups groups;

    @Mixin
    private RunOptions runs;

    @Mixin
    private WatchOptions watch;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file of weights to write (default: the model's name with .safetensors).")
    private Path output;

    @Option(
            names = "--json",
            description = "Print a JSON object for each event on standard output; text goes to standard error.")
    private boolean json;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            description = "Share of the training images to validate with; 0 for none"
                    + " (default: the data's part for tests, or 0.1 where there is none).")
    private Double validation;

    @Option(
            names = "--per-class",
            paramLabel = "N",
            description = "Train with N images of each class, which the seed chooses (default: all).")
    private int perClass;

    @Spec
    private CommandSpec spec;

    private final Console terminal;
    private Console console;
    private EventLog events = EventLog.NONE;

    TrainCommand(Console terminal) {
        this.terminal = terminal;
        this.console = terminal;
    }

    /** With {@code --resume}, the run's folder knows the model and the images. */
    static void makeInputsOptional(CommandSpec spec) {
        for (ArgSpec required : List.copyOf(spec.requiredArgs())) {
            spec.remove(required);
            if (required instanceof OptionSpec option) {
                spec.addOption(option.toBuilder().required(false).build());
            } else if (required instanceof PositionalParamSpec positional) {
                spec.addPositional(positional.toBuilder().arity("0..1").required(false).build());
            }
        }
    }

    @Override
    public Integer call() throws IOException {
        if (json) {
            console = terminal.withTextOnErr();
            events = EventLog.to(terminal.out());
        }
        if (runs.resume() != null) {
            requireNothingElse();
            return resume();
        }
        if (model.path() == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'MODEL'");
        }
        if (images.path() == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--data=PATH'");
        }
        runs.requireRun();
        watch.requireRunIf(runs.run() == null);
        weights.requireConsistent();
        groups.requireSource(model);
        return runs.run() == null ? withoutRun() : begin();
    }

    private int withoutRun() {
        Path target = output != null ? output : Path.of(model.baseName() + ".safetensors");
        OutputFile.requireWritable(target);
        try (OpenModel open = model.open(groups.addTo(CompilerOptions.defaults()), console)) {
            ModelInfo info = open.model().info();
            TrainerOptions options = options(info);
            TrainingImages parts = TrainingImages.of(images.open(info), selection(), validation, options.seed());
            Weights start = weights.of(open.model(), options.seed(), console);
            return train(open.model(), start, options, parts, target);
        }
    }

    private int begin() throws IOException {
        try (RunFolder folder = RunFolder.create(runs.run())) {
            CheckpointOptions checkpoints = runs.checkpoints(folder.checkpoints());
            if (output != null) {
                OutputFile.requireWritable(output);
            }
            if (model.isJar()) {
                // Opened once to refuse what has no meaning for a jar.
                model.open(console).close();
                byte[] jar = Files.readAllBytes(ModelSource.requireFile(model.path()));
                AtomicFile.write(folder.jar(), out -> out.write(jar));
            } else {
                Compilation compilation = model.compile(groups.addTo(CompilerOptions.defaults()), console);
                folder.writeSources(model.sources());
                CompileCommand.writeJar(compilation, folder.jar(), Optional.empty(), console);
            }
            try (OpenModel open = CompiledJar.open(folder.jar())) {
                ModelInfo info = open.model().info();
                TrainerOptions options = options(info);
                TrainingImages parts = TrainingImages.of(images.open(info), selection(), validation, options.seed());
                if (weights.given()) {
                    weights.of(open.model(), options.seed(), console).save(folder.start());
                }
                RunDescription description = new RunDescription(RunDescription.FORMAT_VERSION, CompilerVersion.text(),
                        CheckpointInfo.thisMachine(), model.path().toString(), model.settings().parameters(),
                        model.settings().inputSize(), images.path().toAbsolutePath().toString(), selection(),
                        validation == null ? "" : validation.toString(), options, checkpoints.everySteps(),
                        checkpoints.everyEpochs(), checkpoints.keep(), checkpoints.patience(),
                        output == null ? "" : output.toAbsolutePath().toString());
                folder.write(description);
                return new RunTraining(console, folder, description, events, watch)
                        .train(open.model(), options, parts);
            }
        }
    }

    private ImageSelection selection() {
        return new ImageSelection(images.classes(), perClass);
    }

    private TrainerOptions options(ModelInfo info) {
        return groups.addTo(settings.apply(TrainerOptions.of(info), console)).withThreads(threads.count());
    }

    private int resume() {
        try (RunFolder folder = RunFolder.open(runs.resume());
                OpenModel open = CompiledJar.open(folder.jar())) {
            RunDescription run = folder.read();
            TrainerOptions options = threads.given() ? run.options().withThreads(threads.count()) : run.options();
            Path data = images.path() == null ? Path.of(run.data()) : images.path();
            Double share = run.validation().isEmpty() ? null : Double.valueOf(run.validation());
            TrainingImages parts =
                    TrainingImages.of(
                            ImagesSource.open(data, open.model().info()), run.selection(), share, options.seed());
            return new RunTraining(console, folder, run, events, watch).train(open.model(), options, parts);
        }
    }

    /** What would make another training of it is refused. */
    private void requireNothingElse() {
        for (ArgSpec given : spec.commandLine().getParseResult().matchedArgs()) {
            boolean allowed = given instanceof OptionSpec option && MAY_BE_GIVEN_AGAIN.contains(option.longestName());
            if (!allowed) {
                String name = given instanceof OptionSpec option ? option.longestName() : given.paramLabel();
                throw new CnncException("--resume goes on as the run was begun; leave out " + name);
            }
        }
    }

    private int train(Model network, Weights start, TrainerOptions options, TrainingImages parts, Path target) {
        console.err().println("training " + network.info().name() + " on " + Amounts.count(parts.training().size())
                + " images" + (parts.validation() == null ? "" : ", validating with "
                + Amounts.count(parts.validation().size())) + "; " + settings.describe(options));
        events.write("begun", Map.of("step", 0, "machine", CheckpointInfo.thisMachine(), "damaged", List.of()));
        try (Trainer trainer = network.newTrainer(start, options);
                Interruption interruption = new Interruption(trainer::stop, console)) {
            List<EpochResult> results;
            try (Watch watching = watch.over(network, trainer, parts,
                            () -> model.observe(groups.addTo(CompilerOptions.defaults())), List.of());
                    TrainingProgress progress =
                            new TrainingProgress(console, options.epochs(), parts.training().size())) {
                watching.begin();
                results = trainer.fit(
                        parts.training(), parts.validation(), TrainListener.all(events, watching, progress));
                watching.end(parts);
            } catch (TrainingDiverged failure) {
                events.write("diverged", Map.of("step", trainer.position().stepsDone(), "what", failure.event()));
                throw new DivergedTraining(() -> model.observe(groups.addTo(CompilerOptions.defaults())))
                        .explain(failure, trainer);
            }
            trainer.result().save(target);
            if (interruption.happened()) {
                events.write("interrupted", Map.of("step", trainer.position().stepsDone()));
                console.err().println("interrupted; the weights so far are in " + target);
                return interruption.exitCode();
            }
            conclude(trainer, results, parts, target);
            return ExitCode.DONE;
        }
    }

    private void conclude(Trainer trainer, List<EpochResult> results, TrainingImages parts, Path target) {
        double seconds = results.stream().mapToDouble(EpochResult::seconds).sum();
        StringBuilder line = new StringBuilder("trained in ").append(Amounts.duration(seconds));
        if (parts.validation() != null) {
            Evaluation evaluation = trainer.evaluate(parts.validation());
            line.append(": validation accuracy ").append(Amounts.percent(evaluation.accuracy()));
        }
        events.write("ended", Map.of("epoch", results.size(), "weights", target.toString()));
        console.out().println(line.append(", weights in ").append(target));
    }
}
