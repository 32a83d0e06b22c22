package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.TrainingEmitter;

/** The lowering of operations with one input and no parameters. */
final class UnaryLowering {

    private UnaryLowering() {}

    static void infer(InferenceEmitter emit, Class<?> type, Object... arguments) {
        emit.run(emit.operation(type, arguments), "infer", emit.x(0), emit.y());
    }

    /** @param saved what the backward step reads; the rest may be overwritten until then */
    static void train(TrainingEmitter emit, Saved saved, Class<?> type, Object... arguments) {
        Operation operation = emit.operation(type, arguments);
        emit.repeatable(operation, "forward", emit.x(0), emit.y());
        if (emit.needsGradient(0)) {
            emit.backward(operation, "backward", saved.input ? emit.x(0) : Operand.NONE,
                    saved.output ? emit.savedY() : Operand.NONE, emit.dx(0), emit.accumulate(0), emit.dy());
        }
    }

    /** What must live from the forward to the backward step. */
    enum Saved {
        NOTHING(false, false),
        INPUT(true, false),
        OUTPUT(false, true);

        private final boolean input;
        private final boolean output;

        Saved(boolean input, boolean output) {
            this.input = input;
            this.output = output;
        }
    }
}
