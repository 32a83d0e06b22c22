package dev.cnnc.runtime;

import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.train.optimiser.Sgd;
import dev.cnnc.runtime.train.optimiser.WeightDecay;
import dev.cnnc.runtime.train.schedule.Constant;
import java.util.List;
import java.util.function.BiFunction;

/** A network over 28x28 grey images in 10 classes, described to a {@link Tape}. */
final class TapeModel extends Model {
    private final BiFunction<Tape, Tape.Tensor, Tape.Tensor> network;

    private record Measured(Tape tape, int logits) {
    }

    /**
     * @param network applies the layers to the input and returns the logits
     */
    TapeModel(String name, BiFunction<Tape, Tape.Tensor, Tape.Tensor> network) {
        this(name, network, measure(network));
    }

    private TapeModel(String name, BiFunction<Tape, Tape.Tensor, Tape.Tensor> network, Measured measured) {
        super(describe(name, measured.tape),
                new MemoryPlan(measured.tape.floats(), measured.tape.slots(), 0, List.of(measured.logits)),
                new MemoryPlan(measured.tape.floats(), 0, 0, List.of(measured.logits)));
        this.network = network;
    }

    private static Measured measure(BiFunction<Tape, Tape.Tensor, Tape.Tensor> network) {
        Tape tape = new Tape(null);
        return new Measured(tape, network.apply(tape, tape.tensor(28, 28, 1)).at());
    }

    private static ModelInfo describe(String name, Tape tape) {
        return new ModelInfo(ModelInfo.FORMAT_VERSION, name, "test",
                new InputInfo(28, 28, 1, 1 / 255.0, List.of(0.0), List.of(1.0)),
                List.of(new OutputInfo("output", 1, 1, 10, false, LossInfo.of("cross_entropy"), 1)), List.of(), tape.parameters(),
                List.of(), new TrainInfo(LossInfo.of("cross_entropy"), 0, new Sgd(0.1, 0, false, WeightDecay.NONE),
                new Constant(), 32, 1, 0, 0, 0, 1, 1, List.of()), new Memory(tape.floats(), tape.floats()));
    }

    private Tape program(Workspace workspace) {
        Tape tape = new Tape(workspace);
        tape.crossEntropy(network.apply(tape, tape.tensor(28, 28, 1)));
        return tape;
    }

    @Override
    protected InferenceProgram inference(Workspace workspace) {
        return program(workspace);
    }

    @Override
    protected TrainingProgram training(Workspace workspace) {
        return program(workspace);
    }
}
