package dev.cnnc.runtime.op;

/**
 * A fully connected layer, {@code y = activation(x w^T + bias [+ residual])}, weights {@code [outputs, inputs]}: the
 * convolution of an image of one pixel. Large ones are trained by {@link StreamedDense}.
 */
public final class Dense implements ProductOperation {
    private final Convolution convolution;
    private final StreamedDense streamed;

    public Dense(Workspace workspace, int inputs, int outputs, Tail tail) {
        boolean trains = workspace.gradients().length > 0;
        streamed = trains && StreamedDense.pays(workspace, inputs, outputs)
                ? new StreamedDense(workspace, inputs, outputs, tail) : null;
        convolution = new Convolution(workspace, Layout.vector(inputs), Layout.vector(outputs), 1, 1, 1, 1, 0, 0, 1, 1,
                1, tail);
    }

    @Override
    public void pack(int slot, int weight, int bias) {
        convolution.pack(slot, weight, bias);
    }

    @Override
    public void packFolded(int slot, int weight, int bias, int gamma, int beta, int mean, int variance, float epsilon) {
        convolution.packFolded(slot, weight, bias, gamma, beta, mean, variance, epsilon);
    }

    @Override
    public void infer(int x, int y, int slot) {
        convolution.infer(x, y, slot);
    }

    @Override
    public void infer(int x, int residual, int y, int slot) {
        convolution.infer(x, residual, y, slot);
    }

    @Override
    public void forward(int x, int y, int weight, int bias) {
        if (streamed != null) {
            streamed.forward(x, y, weight, bias);
        } else {
            convolution.forward(x, y, weight, bias);
        }
    }

    @Override
    public void backward(int x, int y, int dx, boolean accumulate, int dy, int weight, int bias) {
        if (streamed != null) {
            streamed.backward(x, y, dx, accumulate, dy, weight, bias);
        } else {
            convolution.backward(x, y, dx, accumulate, dy, weight, bias);
        }
    }

    @Override
    public void backwardFrozen(int y, int dx, boolean accumulate, int dy, int weight) {
        if (streamed != null) {
            streamed.backwardFrozen(y, dx, accumulate, dy, weight);
        } else {
            convolution.backwardFrozen(y, dx, accumulate, dy, weight);
        }
    }
}
