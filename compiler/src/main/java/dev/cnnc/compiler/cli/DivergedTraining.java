package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.observe.DivergenceSearch;
import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.runtime.Trainer;
import dev.cnnc.runtime.TrainingDiverged;
import java.util.Optional;
import java.util.function.Supplier;

/** Adds to a training's end that its numbers are no longer finite in which layer that arose, if its source is known. */
final class DivergedTraining {

    private final Supplier<Optional<ObservedNetwork>> source;

    /** @param source compiles the network so that it can be looked at; gives nothing for a jar */
    DivergedTraining(Supplier<Optional<ObservedNetwork>> source) {
        this.source = source;
    }

    TrainingDiverged explain(TrainingDiverged failure, Trainer trainer) {
        return source.get()
                .flatMap(network -> DivergenceSearch.explain(
                        network, trainer.weights(), failure.step(), trainer.options().threads()))
                .map(found -> new TrainingDiverged(failure.event(), found, failure.step()))
                .orElse(failure);
    }
}
