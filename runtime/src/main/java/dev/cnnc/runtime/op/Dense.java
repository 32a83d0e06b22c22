package dev.cnnc.runtime.op;

/**
 * A fully connected layer, {@code y = activation(x w^T + bias [+ residual])}, weights {@code [outputs, inputs]}: the
 * convolution of an image of one pixel.
 */
public final class Dense {
    private final Convolution convolution;

    public Dense(Workspace workspace, int inputs, int outputs, Tail tail) {
        convolution = new Convolution(workspace, Layout.vector(inputs), Layout.vector(outputs), 1, 1, 1, 1, 0, 0, 1, 1,
                1, tail);
    }

    /** See {@link Convolution#pack}. */
    public void pack(int slot, int weight, int bias) {
        convolution.pack(slot, weight, bias);
    }

    /** See {@link Convolution#packFolded}. */
    public void packFolded(int slot, int weight, int bias, int gamma, int beta, int mean, int variance, float epsilon) {
        convolution.packFolded(slot, weight, bias, gamma, beta, mean, variance, epsilon);
    }

    /** See {@link Convolution#infer(int, int, int)}. */
    public void infer(int x, int y, int slot) {
        convolution.infer(x, y, slot);
    }

    /** See {@link Convolution#infer(int, int, int, int)}. */
    public void infer(int x, int residual, int y, int slot) {
        convolution.infer(x, residual, y, slot);
    }

    /** See {@link Convolution#forward}. */
    public void forward(int x, int y, int weight, int bias) {
        convolution.forward(x, y, weight, bias);
    }

    /** See {@link Convolution#backward}. */
    public void backward(int x, int y, int dx, boolean accumulate, int dy, int weight, int bias) {
        convolution.backward(x, y, dx, accumulate, dy, weight, bias);
    }

    /** See {@link Convolution#backwardFrozen}. */
    public void backwardFrozen(int y, int dx, boolean accumulate, int dy, int weight) {
        convolution.backwardFrozen(y, dx, accumulate, dy, weight);
    }
}
