package dev.cnnc.runtime.op;

/**
 * What a layer whose outputs are sums of products can do: {@code y = activation(product + bias [+ residual])}.
 *
 * <p>Tensors are given by their offsets in the memory plan, {@code weight}, {@code bias}, {@code gamma} and
 * {@code beta} by those in the parameters and their gradients, {@code mean} and {@code variance} by those in the state.
 */
public sealed interface ProductOperation
        permits Convolution, WinogradConvolution, DepthwiseConvolution, TransposedConvolution, Dense {

    /** Prepares the weights at these places of the parameters for inference; {@code bias} -1 for none. */
    void pack(int slot, int weight, int bias);

    /**
     * As {@link #pack}, with the batch normalisation that follows folded in; {@code gamma} and {@code beta} -1 for
     * none.
     */
    void packFolded(int slot, int weight, int bias, int gamma, int beta, int mean, int variance, float epsilon);

    /** With packed weights. */
    void infer(int x, int y, int slot);

    /** With packed weights and a tensor that is added before the activation; it may be y itself. */
    void infer(int x, int residual, int y, int slot);

    /** With the current parameters. */
    void forward(int x, int y, int weight, int bias);

    /**
     * Overwrites the gradients of weight and bias and, unless {@code dx} is -1, writes or adds that of x; changes dy.
     */
    void backward(int x, int y, int dx, boolean accumulate, int dy, int weight, int bias);

    /** Writes or adds the gradient of x alone, for weights that do not learn; changes dy. */
    void backwardFrozen(int y, int dx, boolean accumulate, int dy, int weight);
}
