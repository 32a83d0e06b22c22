package dev.cnnc.runtime;

import dev.cnnc.runtime.train.Adam;
import dev.cnnc.runtime.train.Augmentation;
import dev.cnnc.runtime.train.Optimiser;
import dev.cnnc.runtime.train.ParameterUpdate;
import dev.cnnc.runtime.train.Schedule;
import dev.cnnc.runtime.train.Sgd;
import java.util.List;

/** Makes what trains from what describes it. */
final class TrainingParts {
    private TrainingParts() {
    }

    static Optimiser optimiser(OptimiserInfo info, int parameters) {
        try {
            return switch (info.kind()) {
                case "sgd" -> new Sgd(parameters, info.momentum(), info.nesterov(), info.weightDecay());
                case "adam" -> new Adam(parameters, info.beta1(), info.beta2(), info.epsilon(), info.weightDecay());
                default -> throw unknown("optimiser", info.kind(), "sgd, adam");
            };
        } catch (IllegalArgumentException wrong) {
            throw new CnncException("the optimiser " + info.kind() + ": " + wrong.getMessage(), wrong);
        }
    }

    static Schedule schedule(ScheduleInfo info) {
        try {
            return switch (info.kind()) {
                case "constant" -> new Schedule.Constant();
                case "cosine" -> new Schedule.Cosine();
                case "step" -> new Schedule.Step(info.epochs(), info.factor());
                default -> throw unknown("schedule", info.kind(), "constant, cosine, step");
            };
        } catch (IllegalArgumentException wrong) {
            throw new CnncException(wrong.getMessage(), wrong);
        }
    }

    static Augmentation augmentation(List<AugmentInfo> infos) {
        Augmentation augmentation = Augmentation.NONE;
        for (AugmentInfo info : infos) {
            augmentation = switch (info.kind()) {
                case "flip" -> new Augmentation(true, augmentation.shift());
                case "shift" -> new Augmentation(augmentation.flip(), Math.max(augmentation.shift(), info.amount()));
                default -> throw unknown("augmentation", info.kind(), "flip, shift");
            };
        }
        return augmentation;
    }

    static List<ParameterUpdate.Range> ranges(ModelInfo info) {
        return info.parameters().stream().filter(ParameterInfo::trainable)
                .map(p -> new ParameterUpdate.Range(p.offset(), p.offset() + p.size(), p.decay(),
                        (float) p.l1(), (float) p.l2())).toList();
    }

    private static CnncException unknown(String what, String kind, String known) {
        return new CnncException("the " + what + " '" + kind + "' is not known; there are " + known);
    }
}
