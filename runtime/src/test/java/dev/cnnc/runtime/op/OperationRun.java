package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;
import java.util.function.Function;

/**
 * An operation with one input in a workspace of its own, with everything around its tensors filled with values that
 * would show if they were read or stay if they were overwritten.
 */
final class OperationRun implements AutoCloseable {
    /** The calls of an operation; its parameters begin at 0. */
    record Calls(Forward infer, Forward forward, Backward backward) {
        static Calls of(UnaryOperation operation) {
            return new Calls(operation::infer, operation::forward, operation::backward);
        }
    }

    /** Computes y from x. */
    interface Forward {
        void run(int x, int y);
    }

    /** Computes the gradients of x and of the parameters. */
    interface Backward {
        void run(int x, int y, int dx, boolean accumulate, int dy);
    }

    /**
     * What is tested.
     *
     * @param parameters how many learnt numbers there are
     * @param make       the operation
     */
    record Subject(String name, Layout x, Layout y, int parameters, Function<Workspace, Calls> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final float GUARD = 12345;

    final Workspace workspace;
    private final Subject subject;
    private final WorkerPool workers;
    private final Calls calls;
    private final int images;
    private final int x = 1;
    private final int y;
    private final int dx;
    private final int dy;
    private final int floats;

    OperationRun(Subject subject, int images, String kernels, int threads) {
        this.subject = subject;
        this.images = images;
        workers = new WorkerPool(threads);
        y = x + subject.x().imageStride() + 1;
        dx = y + subject.y().imageStride() + 1;
        dy = dx + subject.x().imageStride() + 1;
        floats = dy + subject.y().imageStride() + 1;
        workspace = new Workspace(KernelChoice.named(kernels), workers, images + 1, floats,
                new float[subject.parameters()], new float[subject.parameters()], new float[0], new PackedWeights(1));
        workspace.count(images);
        calls = subject.make().apply(workspace);
        Arrays.fill(workspace.arena(), workspace.address(0), workspace.address(floats), GUARD);
    }

    void parameters(float... values) {
        System.arraycopy(values, 0, workspace.parameters(), 0, values.length);
    }

    float[] forward(float[] input) {
        write(x, input);
        calls.forward().run(x, y);
        return read(y, subject.y());
    }

    float[] infer(float[] input) {
        write(x, input);
        calls.infer().run(x, y);
        return read(y, subject.y());
    }

    /** Returns dx, for the input of the last call; {@code before} is what dx holds and is added to, or null. */
    float[] backward(float[] gradient, float[] before) {
        write(dy, gradient);
        if (before != null) {
            write(dx, before);
        }
        Arrays.fill(workspace.gradients(), GUARD);
        calls.backward().run(x, y, dx, before != null, dy);
        return read(dx, subject.x());
    }

    /** A step of training on what lies in the workspace. */
    void step() {
        calls.forward().run(x, y);
        calls.backward().run(x, y, dx, false, dy);
        calls.backward().run(x, y, dx, true, dy);
    }

    float[] parameterGradient() {
        return workspace.gradients().clone();
    }

    /** Whether nothing was written between and behind the tensors. */
    boolean guardsStand() {
        int capacity = workspace.capacity();
        for (int tensor : new int[] {x, y, dx, dy, floats}) {
            for (int i = 0; i < capacity; i++) {
                if (workspace.arena()[workspace.address(tensor - 1) + i] != GUARD) {
                    return false;
                }
            }
        }
        return true;
    }

    private void write(int tensor, float[] values) {
        System.arraycopy(values, 0, workspace.arena(), workspace.address(tensor), values.length);
    }

    private float[] read(int offset, Layout layout) {
        int at = workspace.address(offset);
        return Arrays.copyOfRange(workspace.arena(), at, at + images * layout.imageStride());
    }

    @Override
    public void close() {
        workers.close();
    }
}
