package dev.cnnc.runtime;

import dev.cnnc.runtime.train.Augmentation;
import dev.cnnc.runtime.train.ParameterUpdate;
import java.util.List;

/** Makes what trains from what describes it. */
final class TrainingParts {
    private TrainingParts() {
    }

    static Augmentation augmentation(List<AugmentInfo> infos) {
        Augmentation augmentation = Augmentation.NONE;
        for (AugmentInfo info : infos) {
            augmentation = switch (info.kind()) {
                case "flip" -> new Augmentation(true, augmentation.shift());
                case "shift" -> new Augmentation(augmentation.flip(), Math.max(augmentation.shift(), info.amount()));
                default -> throw new CnncException("the augmentation '" + info.kind()
                        + "' is not known; there are flip, shift");
            };
        }
        return augmentation;
    }

    static List<ParameterUpdate.Range> ranges(ModelInfo info) {
        return info.parameters().stream().filter(ParameterInfo::trainable)
                .map(p -> new ParameterUpdate.Range(p.offset(), p.offset() + p.size(), p.decay(),
                        (float) p.l1(), (float) p.l2())).toList();
    }
}
