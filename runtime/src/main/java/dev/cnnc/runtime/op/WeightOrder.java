package dev.cnnc.runtime.op;

/**
 * How the weights of a product lie among the parameters: element {@code e} of the kernel between input {@code i} and
 * output {@code o} of a group at {@code group * groupStep + i * inputStep + o * outputStep + e}.
 */
record WeightOrder(int groupStep, int inputStep, int outputStep) {
    /** Of a convolution, whose weights are OIHW. */
    static WeightOrder forward(ConvolutionShape shape) {
        return new WeightOrder(shape.filters() * shape.channels() * shape.taps(), shape.taps(),
                shape.channels() * shape.taps());
    }

    /** Of the gradient of its input, whose outputs are the convolution's inputs. */
    static WeightOrder backward(ConvolutionShape shape) {
        return new WeightOrder(shape.filters() * shape.channels() * shape.taps(), shape.channels() * shape.taps(),
                shape.taps());
    }
}
