package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.report.html.Classification.Mistake;
import dev.cnnc.compiler.report.html.Classifier;
import dev.cnnc.compiler.report.html.Kernels;
import dev.cnnc.compiler.report.html.LearningRates;
import dev.cnnc.compiler.report.html.Picture;
import dev.cnnc.compiler.report.statistics.ClassResult;
import dev.cnnc.compiler.report.statistics.EpochStatistics;
import dev.cnnc.compiler.report.statistics.Observer;
import dev.cnnc.compiler.report.statistics.StepMark;
import dev.cnnc.compiler.report.statistics.TensorStatistics;
import dev.cnnc.compiler.report.tensorboard.EventFile;
import dev.cnnc.runtime.ClassFigures;
import dev.cnnc.runtime.EpochResult;
import dev.cnnc.runtime.Evaluation;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.ParameterInfo;
import dev.cnnc.runtime.Trainer;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/** Writes a training down for TensorBoard. The step is that of the whole training, for figures of epochs too. */
final class TensorBoardWriter implements Watch.Writer {

    private static final int MARKS_IN_AN_EPOCH = 40;
    private static final int KERNEL_COLUMNS = 8;
    private static final int ENLARGED = 8;
    private static final int MISTAKES = 8;
    /** A thousand classes would be three thousand curves. */
    private static final int MOST_CLASSES = 32;

    private final EventFile file;
    private final Model model;
    private final Trainer trainer;
    private StepMark last;

    TensorBoardWriter(Path folder, Model model, Trainer trainer) {
        this.model = model;
        this.trainer = trainer;
        file = new EventFile(folder, trainer.position().stepsDone());
    }

    @Override
    public void onBatch(int epoch, int step, int steps, int images, double loss, double accuracy) {
        if (step != steps && step % Math.max(1, steps / MARKS_IN_AN_EPOCH) != 0) {
            return;
        }
        StepMark mark = new StepMark(epoch, step, steps, images, loss, accuracy);
        boolean goesOn = last != null && last.epoch() == epoch;
        // Behind a resumption in the middle of an epoch, the loss of the steps before is not known.
        if (goesOn || step <= Math.max(1, steps / MARKS_IN_AN_EPOCH)) {
            double before = goesOn ? last.loss() * last.images() : 0;
            file.scalar("loss/steps", (epoch - 1L) * steps + step,
                    (loss * images - before) / (images - (goesOn ? last.images() : 0)));
        }
        last = mark;
    }

    @Override
    public void onValidation(int epoch, Evaluation evaluation) {
        long step = trainer.position().stepsDone();
        List<ClassResult> classes = ClassResult.of(evaluation);
        for (ClassResult figures : classes.subList(0, Math.min(MOST_CLASSES, classes.size()))) {
            scalar("precision/" + figures.label(), step, figures.precision());
            scalar("recall/" + figures.label(), step, figures.recall());
            scalar("f1/" + figures.label(), step, figures.f1());
        }
        ClassFigures mean = evaluation.macroAverage();
        scalar("mean/precision", step, mean.precision());
        scalar("mean/recall", step, mean.recall());
        scalar("mean/f1", step, mean.f1());
    }

    /** What is undefined is left out. */
    private void scalar(String tag, long step, double value) {
        if (!Double.isNaN(value)) {
            file.scalar(tag, step, value);
        }
    }

    @Override
    public void onEpoch(EpochResult result) {
        long step = trainer.position().stepsDone();
        file.scalar("loss/training", step, result.trainLoss());
        file.scalar("accuracy/training", step, result.trainAccuracy());
        if (result.validated()) {
            file.scalar("loss/validation", step, result.validLoss());
            file.scalar("accuracy/validation", step, result.validAccuracy());
        }
        List<LearningRates.Point> rates = new LearningRates(trainer.options(), trainer.position().results(),
                last == null ? List.of() : List.of(last)).points();
        file.scalar("learning_rate", step, rates.get(rates.size() - 1).rate());
        file.scalar("seconds", step, result.seconds());
        kernels(step);
        trainer.weights().info().parameters().stream().filter(ParameterInfo::trainable).forEach(it ->
                file.histogram("weights/" + it.name(), step, trainer.weights().get(it.name())));
    }

    @Override
    public void seen(long step, EpochStatistics statistics, Observer network) {
        for (TensorStatistics tensor : statistics.weightGradients()) {
            file.histogram("gradients/" + tensor.name(), step, network.gradient(tensor.name()));
            file.scalar("gradient_rms/" + tensor.name(), step, tensor.rms());
        }
        for (TensorStatistics tensor : statistics.gradients()) {
            file.histogram("activation_gradients/" + tensor.name(), step, network.activationGradient(tensor.name()));
        }
        for (TensorStatistics tensor : statistics.activations()) {
            file.histogram("activations/" + tensor.name(), step, network.activation(tensor.name()));
            file.scalar("activation_rms/" + tensor.name(), step, tensor.rms());
            file.scalar("activation_zeros/" + tensor.name(), step, tensor.zeroShare());
        }
    }

    private void kernels(long step) {
        Kernels.of(trainer.weights().info()).ifPresent(kernels -> {
            BufferedImage[] pictures = kernels.pictures(trainer.weights());
            file.image("kernels/" + kernels.name(), step,
                    Picture.enlarged(Picture.grid(pictures, Math.min(KERNEL_COLUMNS, pictures.length)), ENLARGED));
        });
    }

    @Override
    public void ended(TrainingImages images) {
        List<Mistake> mistakes = Classifier.classify(
                model, trainer.result(), images.toJudgeBy(), "", trainer.options().threads()).mistakes();
        for (int i = 0; i < Math.min(MISTAKES, mistakes.size()); i++) {
            Mistake mistake = mistakes.get(i);
            file.image(String.format("mistakes/%d, image %d, is class %d, taken for %d", i + 1, mistake.number(),
                    mistake.actual(), mistake.predicted()), trainer.position().stepsDone(), mistake.image());
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
