package dev.cnnc.runtime;

import dev.cnnc.runtime.parallel.WorkerPool;
import dev.cnnc.runtime.train.MaxNorm;
import dev.cnnc.runtime.train.ParameterUpdate;
import dev.cnnc.runtime.train.Penalty;
import java.util.List;

/** Makes what trains from what describes it. */
final class TrainingParts {
    private TrainingParts() {
    }

    /** What training minimises of the weights themselves, besides the loss; frozen ones are left out. */
    static Penalty penalty(ModelInfo info, float[] parameters, WorkerPool workers) {
        return new Penalty(workers, parameters, info.parameters().stream()
                .filter(p -> p.trainable() && !info.train().isFrozen(p.name()))
                .map(p -> new ParameterUpdate.Range(p.offset(), p.offset() + p.size(), p.decay(),
                        (float) p.l1(), (float) p.l2()))
                .toList());
    }

    /**
     * The weights that learn, each with its settings.
     *
     * @throws CnncException if other weights were frozen when the network was compiled, or a pattern covers no weight
     */
    static List<ParameterUpdate.Range> ranges(ModelInfo info, TrainInfo train) {
        if (!train.freeze().equals(info.train().freeze())) {
            throw new CnncException("which weights are frozen is compiled into the network: " + info.name() + " has "
                    + info.train().freeze() + ", the settings say " + train.freeze());
        }
        List<String> unused =
                train.patternsWithoutWeights(info.parameters().stream().map(ParameterInfo::name).toList());
        if (!unused.isEmpty()) {
            throw new CnncException("no weight of " + info.name() + " is named '" + unused.get(0) + "'; its first is "
                    + info.parameters().stream().findFirst().map(ParameterInfo::name).orElse("missing"));
        }
        return info.parameters().stream().filter(p -> p.trainable() && !train.isFrozen(p.name()))
                .map(p -> new ParameterUpdate.Range(p.offset(), p.offset() + p.size(), p.decay(),
                        (float) p.l1(), (float) p.l2(), (float) train.rateFactor(p.name()),
                        new MaxNorm((float) p.maxNorm(), p.unit()))).toList();
    }
}
