package dev.cnnc.runtime;

import dev.cnnc.runtime.train.ParameterUpdate;
import java.util.List;

/** Makes what trains from what describes it. */
final class TrainingParts {
    private TrainingParts() {
    }

    static List<ParameterUpdate.Range> ranges(ModelInfo info) {
        return info.parameters().stream().filter(ParameterInfo::trainable)
                .map(p -> new ParameterUpdate.Range(p.offset(), p.offset() + p.size(), p.decay(),
                        (float) p.l1(), (float) p.l2())).toList();
    }
}
