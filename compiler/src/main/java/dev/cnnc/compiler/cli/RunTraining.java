package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.compiler.report.html.RunData.Finding;
import dev.cnnc.runtime.CheckpointInfo;
import dev.cnnc.runtime.Checkpoints;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.EpochResult;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.TrainListener;
import dev.cnnc.runtime.Trainer;
import dev.cnnc.runtime.TrainerOptions;
import dev.cnnc.runtime.TrainingDiverged;
import dev.cnnc.runtime.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Trains in a run's folder, from the beginning or from where it was broken off. */
final class RunTraining {

    private final Console console;
    private final RunFolder folder;
    private final RunDescription run;
    private final EventLog events;
    private final WatchOptions watch;

    /** @param events hears what the run's log hears */
    RunTraining(Console console, RunFolder folder, RunDescription run, EventLog events, WatchOptions watch) {
        this.console = console;
        this.events = events;
        this.folder = folder;
        this.run = run;
        this.watch = watch;
    }

    int train(Model model, TrainerOptions options, TrainingImages images) {
        Weights start = Files.exists(folder.start())
                ? Weights.load(model.info(), folder.start())
                : model.newWeights(options.seed());
        EventLog log = EventLog.both(new RunLog(folder.log()), events);
        try (Trainer trainer = model.newTrainer(start, options);
                Interruption interruption = new Interruption(trainer::stop, console)) {
            Checkpoints checkpoints = new Checkpoints(trainer, run.checkpoints(folder.checkpoints()));
            Checkpoints.Resumption found = checkpoints.resume();
            announce(found, trainer, images, log);
            List<EpochResult> results = fit(model, trainer, checkpoints, images, log, found.from().isEmpty());
            if (interruption.happened()) {
                checkpoints.saveIfChanged();
                log.write("interrupted", Map.of("step", trainer.position().stepsDone()));
                console.err().println("interrupted; the training is saved, and 'cnnc train --resume " + folder
                        + "' goes on with it");
                return interruption.exitCode();
            }
            conclude(trainer, checkpoints, results, log);
            if (watch.report()) {
                new RunReport(folder, run, model, options.threads())
                        .write(folder.report(), Finding.of(images.toJudgeBy()), List.of());
                console.out().println("the report is in " + folder.report());
            }
            return ExitCode.DONE;
        }
    }

    private void announce(Checkpoints.Resumption found, Trainer trainer, TrainingImages images, EventLog log) {
        for (String damaged : found.damaged()) {
            console.err().println("warning: " + damaged + "; the checkpoint before it is taken");
        }
        long step = trainer.position().stepsDone();
        String machine = CheckpointInfo.thisMachine();
        if (!machine.equals(run.machine())) {
            console.err().println("warning: the run was begun with " + run.machine() + "; on " + machine
                    + " the last bits of its weights may become others");
        }
        console.err().println((found.from().isPresent() ? "going on at step " + Amounts.count(step) + " of " : "")
                + "training " + trainer.weights().info().name() + " on " + Amounts.count(images.training().size())
                + " images in " + folder);
        log.write(found.from().isPresent() ? "resumed" : "begun",
                Map.of("step", step, "machine", machine, "damaged", found.damaged()));
    }

    private List<EpochResult> fit(Model model, Trainer trainer, Checkpoints checkpoints, TrainingImages images,
            EventLog log, boolean fromTheStart) {
        RunStatistics statistics = new RunStatistics(new RunLog(folder.statistics()));
        try (Watch watching = watch.over(model, trainer, images, () -> folder.network(run), List.of(statistics));
                TrainingProgress progress =
                        new TrainingProgress(console, trainer.options().epochs(), images.training().size())) {
            if (fromTheStart) {
                watching.begin();
            }
            // The log before the checkpoint: an epoch may stand in it twice, but none is missing.
            List<EpochResult> results = trainer.fit(images.training(), images.validation(),
                    TrainListener.all(log, watching, checkpoints, progress));
            watching.end(images);
            return results;
        } catch (TrainingDiverged failure) {
            log.write("diverged", Map.of("step", trainer.position().stepsDone(), "what", failure.event()));
            console.err().println("the checkpoints in " + folder.checkpoints() + " stay as they are");
            throw new DivergedTraining(() -> folder.network(run)).explain(failure, trainer);
        } catch (CnncException failure) {
            console.err().println("the checkpoints in " + folder.checkpoints() + " stay as they are");
            throw failure;
        }
    }

    private void conclude(Trainer trainer, Checkpoints checkpoints, List<EpochResult> results, EventLog log) {
        StringBuilder line = new StringBuilder("trained in ")
                .append(Amounts.duration(results.stream().mapToDouble(EpochResult::seconds).sum()));
        if (checkpoints.stoppedEarly()) {
            line.append(", ended after ").append(run.patience()).append(" epochs that were no better");
        }
        int kept = results.size();
        if (run.patience() > 0) {
            Checkpoints.Restoration best = checkpoints.restoreBest();
            kept = best.epoch();
            best.damaged().ifPresent(damaged -> console.err().println(
                    "warning: " + damaged + "; it was to be the best epoch, and the best one of the others is taken"));
            line.append(", weights of epoch ").append(kept);
        }
        if (kept > 0 && results.get(kept - 1).validated()) {
            line.append(": validation accuracy ").append(Amounts.percent(results.get(kept - 1).validAccuracy()));
        }
        Path target = run.output().isEmpty() ? folder.weights() : Path.of(run.output());
        trainer.result().save(target);
        log.write("ended", Map.of("epoch", kept, "weights", target.toString()));
        console.out().println(line.append(", weights in ").append(target));
    }
}
