package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.compiler.report.statistics.EpochStatistics;
import dev.cnnc.compiler.report.statistics.Observer;
import dev.cnnc.runtime.EpochResult;
import dev.cnnc.runtime.Evaluation;
import dev.cnnc.runtime.TrainListener;
import dev.cnnc.runtime.Trainer;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a network before its training and after each epoch, and hands on what it saw to those who write it down. It
 * reads weights and changes nothing.
 */
final class Watch implements TrainListener, AutoCloseable {

    /** Writes down what is seen of a training. */
    interface Writer extends TrainListener, AutoCloseable {

        /** The network after so many steps and epochs; {@code network} can be asked for what it was in that look. */
        void seen(long step, EpochStatistics statistics, Observer network);

        /** The training is over, with what {@link Trainer#result()} has become. */
        default void ended(TrainingImages images) {}

        @Override
        default void close() {}
    }

    private final Trainer trainer;
    private final List<Writer> writers;
    private final Optional<Observer> observer;

    /** @param network empty where the model's source is not known, and nothing can be seen */
    Watch(Trainer trainer, TrainingImages images, Optional<ObservedNetwork> network, List<Writer> writers) {
        this.trainer = trainer;
        this.writers = List.copyOf(writers);
        observer = network.flatMap(it ->
                Observer.of(it, trainer.weights(), images.training(), trainer.options().threads()));
    }

    /** The network as it is before its first step. */
    void begin() {
        look(0);
    }

    @Override
    public void onBatch(int epoch, int step, int steps, int images, double loss, double accuracy) {
        for (Writer writer : writers) {
            writer.onBatch(epoch, step, steps, images, loss, accuracy);
        }
    }

    @Override
    public void onValidation(int epoch, Evaluation evaluation) {
        for (Writer writer : writers) {
            writer.onValidation(epoch, evaluation);
        }
    }

    @Override
    public void onEpoch(EpochResult result) {
        for (Writer writer : writers) {
            writer.onEpoch(result);
        }
        look(result.epoch());
    }

    /** The training is over. */
    void end(TrainingImages images) {
        writers.forEach(writer -> writer.ended(images));
    }

    private void look(int epoch) {
        observer.ifPresent(it -> {
            EpochStatistics statistics = it.look(epoch);
            writers.forEach(writer -> writer.seen(trainer.position().stepsDone(), statistics, it));
        });
    }

    @Override
    public void close() {
        observer.ifPresent(Observer::close);
        writers.forEach(Writer::close);
    }
}
