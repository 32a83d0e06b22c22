package dev.cnnc.runtime;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.Activation;
import dev.cnnc.runtime.op.Add;
import dev.cnnc.runtime.op.AvgPool;
import dev.cnnc.runtime.op.BatchNormalization;
import dev.cnnc.runtime.op.Convolution;
import dev.cnnc.runtime.op.Dense;
import dev.cnnc.runtime.op.FlattenChw;
import dev.cnnc.runtime.op.GlobalAvgPool;
import dev.cnnc.runtime.op.Layout;
import dev.cnnc.runtime.op.MaxPool;
import dev.cnnc.runtime.op.SoftmaxCrossEntropy;
import dev.cnnc.runtime.op.Tail;
import dev.cnnc.runtime.op.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the programs of a network from one description of it, as the compiler's generated code does, every tensor and
 * its gradient in a place of its own. Without a workspace it only counts floats and collects the parameters.
 */
final class Tape implements TrainingProgram, InferenceProgram {
    private static final float EPSILON = 1e-5f;
    private static final float MOMENTUM = 0.9f;

    private final Workspace workspace;
    private final List<ParameterInfo> parameters = new ArrayList<>();
    private final List<Runnable> forward = new ArrayList<>();
    private final List<Runnable> backward = new ArrayList<>();
    private final List<Runnable> infer = new ArrayList<>();
    private final List<Runnable> pack = new ArrayList<>();
    private final Set<Integer> written = new HashSet<>();
    private int floats;
    private int trainable;
    private int state;
    private int slots;

    /** A tensor and the gradient by it, as offsets of the plan. */
    record Tensor(int at, int gradient, Layout layout) {
        int size() {
            return layout.imageStride();
        }
    }

    Tape(Workspace workspace) {
        this.workspace = workspace;
    }

    int floats() {
        return floats;
    }

    int slots() {
        return slots;
    }

    List<ParameterInfo> parameters() {
        return parameters;
    }

    Tensor tensor(int height, int width, int channels) {
        Layout layout = new Layout(height, width, channels);
        int at = floats;
        floats += 2 * layout.imageStride();
        return new Tensor(at, at + layout.imageStride(), layout);
    }

    Tensor convolution(String name, Tensor x, int filters, int kernel, int stride, int padding, boolean biased) {
        Layout in = x.layout();
        Tensor y = tensor((in.height() + 2 * padding - kernel) / stride + 1,
                (in.width() + 2 * padding - kernel) / stride + 1, filters);
        int weight = parameter(name + ".weight", true, filters, in.channels(), kernel, kernel);
        int bias = biased ? parameter(name + ".bias", true, filters) : -1;
        int slot = slots++;
        if (workspace != null) {
            Convolution convolution = new Convolution(workspace, in, y.layout(), kernel, kernel, stride, stride, padding,
                    padding, 1, 1, 1, Tail.NONE);
            // The network's input has no gradient.
            int dx = x.at() == 0 ? -1 : x.gradient();
            step(() -> convolution.forward(x.at(), y.at(), weight, bias),
                    () -> convolution.backward(x.at(), y.at(), dx, accumulate(x), y.gradient(), weight, bias),
                    () -> convolution.infer(x.at(), y.at(), slot));
            pack.add(() -> convolution.pack(slot, weight, bias));
        }
        return y;
    }

    Tensor dense(String name, Tensor x, int units) {
        Tensor y = tensor(1, 1, units);
        int weight = parameter(name + ".weight", true, units, x.size());
        int bias = parameter(name + ".bias", true, units);
        int slot = slots++;
        if (workspace != null) {
            Dense dense = new Dense(workspace, x.size(), units, Tail.NONE);
            step(() -> dense.forward(x.at(), y.at(), weight, bias),
                    () -> dense.backward(x.at(), y.at(), x.gradient(), accumulate(x), y.gradient(), weight, bias),
                    () -> dense.infer(x.at(), y.at(), slot));
            pack.add(() -> dense.pack(slot, weight, bias));
        }
        return y;
    }

    Tensor normalise(String name, Tensor x) {
        Tensor y = like(x);
        int channels = x.layout().channels();
        int gamma = parameter(name + ".weight", true, channels);
        int beta = parameter(name + ".bias", true, channels);
        int mean = parameter(name + ".running_mean", false, channels);
        int variance = parameter(name + ".running_var", false, channels);
        int slot = slots++;
        if (workspace != null) {
            BatchNormalization norm = new BatchNormalization(workspace, x.layout(), EPSILON, MOMENTUM, Tail.NONE);
            step(() -> norm.forward(x.at(), y.at(), gamma, beta, mean, variance),
                    () -> norm.backward(x.at(), y.at(), x.gradient(), accumulate(x), y.gradient(), gamma, beta),
                    () -> norm.infer(x.at(), y.at(), slot));
            pack.add(() -> norm.pack(slot, gamma, beta, mean, variance));
        }
        return y;
    }

    Tensor activate(ActivationKind kind, Tensor x) {
        Tensor y = like(x);
        if (workspace != null) {
            Activation activation = new Activation(workspace, kind, 0, x.size());
            step(() -> activation.forward(x.at(), y.at()),
                    () -> activation.backward(x.at(), y.at(), x.gradient(), accumulate(x), y.gradient()),
                    () -> activation.infer(x.at(), y.at()));
        }
        return y;
    }

    Tensor relu(Tensor x) {
        return activate(ActivationKind.RELU, x);
    }

    Tensor maxPool(Tensor x) {
        Tensor y = tensor(x.layout().height() / 2, x.layout().width() / 2, x.layout().channels());
        if (workspace != null) {
            MaxPool pool = new MaxPool(workspace, x.layout(), y.layout(), 2, 2, 2, 2, 0, 0);
            step(() -> pool.forward(x.at(), y.at()),
                    () -> pool.backward(x.at(), y.at(), x.gradient(), accumulate(x), y.gradient()),
                    () -> pool.infer(x.at(), y.at()));
        }
        return y;
    }

    Tensor avgPool(Tensor x) {
        Tensor y = tensor(x.layout().height() / 2, x.layout().width() / 2, x.layout().channels());
        if (workspace != null) {
            AvgPool pool = new AvgPool(workspace, x.layout(), y.layout(), 2, 2, 2, 2, 0, 0, 0, 0, false);
            step(() -> pool.forward(x.at(), y.at()),
                    () -> pool.backward(x.at(), y.at(), x.gradient(), accumulate(x), y.gradient()),
                    () -> pool.infer(x.at(), y.at()));
        }
        return y;
    }

    Tensor globalAvgPool(Tensor x) {
        Tensor y = tensor(1, 1, x.layout().channels());
        if (workspace != null) {
            GlobalAvgPool pool = new GlobalAvgPool(workspace, x.layout());
            step(() -> pool.forward(x.at(), y.at()),
                    () -> pool.backward(x.at(), y.at(), x.gradient(), accumulate(x), y.gradient()),
                    () -> pool.infer(x.at(), y.at()));
        }
        return y;
    }

    Tensor flatten(Tensor x) {
        Tensor y = tensor(1, 1, x.size());
        if (workspace != null) {
            FlattenChw flatten = new FlattenChw(workspace, x.layout());
            step(() -> flatten.forward(x.at(), y.at()),
                    () -> flatten.backward(x.at(), y.at(), x.gradient(), accumulate(x), y.gradient()),
                    () -> flatten.infer(x.at(), y.at()));
        }
        return y;
    }

    Tensor add(Tensor a, Tensor b) {
        Tensor y = like(a);
        if (workspace != null) {
            Add add = new Add(workspace, a.size());
            step(() -> add.forward(a.at(), b.at(), y.at()), () -> {
                add.backward(a.gradient(), accumulate(a), y.gradient());
                add.backward(b.gradient(), accumulate(b), y.gradient());
            }, () -> add.infer(a.at(), b.at(), y.at()));
        }
        return y;
    }

    void crossEntropy(Tensor logits) {
        if (workspace != null) {
            SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy(workspace, logits.size(), 0, 1);
            step(() -> loss.forward(logits.at()),
                    () -> loss.backward(logits.at(), logits.gradient(), accumulate(logits)), () -> { });
        }
    }

    private Tensor like(Tensor x) {
        return tensor(x.layout().height(), x.layout().width(), x.layout().channels());
    }

    private void step(Runnable forward, Runnable backward, Runnable infer) {
        this.forward.add(forward);
        this.backward.add(0, backward);
        this.infer.add(infer);
    }

    /** Whether another user of the tensor has put its gradient there already in this pass. */
    private boolean accumulate(Tensor x) {
        return !written.add(x.at());
    }

    private int parameter(String name, boolean trainable, int... shape) {
        int at = trainable ? this.trainable : state;
        ParameterInfo info = new ParameterInfo(name, Arrays.stream(shape).boxed().toList(), trainable, at,
                new InitialiserInfo("zeros", 0, 0, 0, 0), true);
        parameters.add(info);
        if (trainable) {
            this.trainable += info.size();
        } else {
            state += info.size();
        }
        return at;
    }

    @Override
    public void forward() {
        forward.forEach(Runnable::run);
    }

    @Override
    public void backward() {
        written.clear();
        backward.forEach(Runnable::run);
    }

    @Override
    public void prepare() {
        pack.forEach(Runnable::run);
    }

    @Override
    public void run() {
        infer.forEach(Runnable::run);
    }
}
