package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.Subjects.Runner;
import dev.cnnc.runtime.op.Subjects.Subject;
import java.util.ArrayList;
import java.util.List;

/** Batch normalisations that have taken in what follows them. */
final class FusedNormalisations {
    private FusedNormalisations() {
    }

    /** Every activation that they take and none, with a residual and without. */
    static List<Tail> tails() {
        List<Tail> tails = new ArrayList<>();
        for (ActivationKind kind : ActivationKind.values()) {
            if (kind == ActivationKind.NONE || kind.rectifies()) {
                tails.add(new Tail(kind, 0.3f, false));
                tails.add(new Tail(kind, 0.3f, true));
            }
        }
        return tails;
    }

    static List<Subject> all(int height, int width, int channels) {
        Layout x = new Layout(height, width, channels);
        List<Subject> subjects = new ArrayList<>();
        for (Tail tail : tails()) {
            for (boolean frozen : new boolean[] {false, true}) {
                int size = x.imageStride();
                int[] inputs = tail.residual() ? new int[] {size, size} : new int[] {size};
                String name = (frozen ? "frozen " : "") + "batch norm with " + tail;
                subjects.add(new Subject(name, inputs, size, 2 * channels,
                        w -> runner(new BatchNormalization(w, x, 0.5f, 0.9f, tail), channels, frozen)));
            }
        }
        return subjects;
    }

    /** Its parameters are gamma and then beta, its state the running mean and then the variance. */
    private static Runner runner(BatchNormalization norm, int channels, boolean frozen) {
        return new Runner() {
            @Override
            public void forward(int[] x, int y) {
                int residual = x.length > 1 ? x[1] : -1;
                if (frozen) {
                    norm.forwardFrozen(x[0], residual, y, 0, channels, 0, channels);
                } else {
                    norm.forward(x[0], residual, y, 0, channels, 0, channels);
                }
            }

            @Override
            public void backward(int[] x, int y, int[] dx, boolean accumulate, int dy) {
                int dResidual = dx.length > 1 ? dx[1] : -1;
                if (frozen) {
                    norm.backwardFrozen(y, dx[0], accumulate, dResidual, accumulate, dy, 0, channels);
                } else {
                    norm.backward(x[0], y, dx[0], accumulate, dResidual, accumulate, dy, 0, channels);
                }
            }
        };
    }
}
