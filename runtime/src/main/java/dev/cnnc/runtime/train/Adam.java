package dev.cnnc.runtime.train;

/**
 * Adam with bias correction, in PyTorch's formula: {@code m = beta1*m + (1-beta1)*g; v = beta2*v + (1-beta2)*g*g;
 * w -= rate * (m/(1-beta1^t)) / (sqrt(v/(1-beta2^t)) + epsilon)}. Epsilon is added after the bias correction (Keras
 * adds it before). Weight decay is the L2 term {@code g += decay*w}, not AdamW's.
 *
 * <p>Kingma and Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1.
 */
public final class Adam implements Optimiser {
    private final double beta1;
    private final double beta2;
    private final float epsilon;
    private final float weightDecay;
    private final float[] mean;
    private final float[] square;
    private double beta1Power = 1;
    private double beta2Power = 1;
    private float stepSize;
    private float squareScale;

    /**
     * @param parameters how many parameters there are
     * @param beta1 the weight of the old mean of gradients, from 0 to below 1
     * @param beta2 the weight of the old mean of squared gradients, from 0 to below 1
     * @param epsilon added to the root, above 0
     * @param weightDecay the factor of the L2 term that is added to the gradient
     */
    public Adam(int parameters, double beta1, double beta2, double epsilon, double weightDecay) {
        requireBeta("beta1", beta1);
        requireBeta("beta2", beta2);
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("epsilon must be above 0, but is " + epsilon);
        }
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weight decay must be 0 or above, but is " + weightDecay);
        }
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = (float) epsilon;
        this.weightDecay = (float) weightDecay;
        this.mean = new float[parameters];
        this.square = new float[parameters];
    }

    private static void requireBeta(String name, double beta) {
        if (!(beta >= 0 && beta < 1)) {
            throw new IllegalArgumentException(name + " must be from 0 to below 1, but is " + beta);
        }
    }

    @Override
    public void begin(double rate) {
        beta1Power *= beta1;
        beta2Power *= beta2;
        stepSize = (float) (rate / (1 - beta1Power));
        squareScale = (float) (1 / Math.sqrt(1 - beta2Power));
    }

    @Override
    public void update(float[] parameters, float[] gradients, int from, int to, boolean decay) {
        adam(parameters, gradients, mean, square, from, to, decay ? weightDecay : 0, (float) beta1,
                (float) (1 - beta1), (float) beta2, (float) (1 - beta2), stepSize, squareScale, epsilon);
    }

    // One index over separate arrays and no field in the loop: the form that the JIT turns into vector instructions.
    private static void adam(float[] w, float[] gradients, float[] mean, float[] square, int from, int to,
            float lambda, float beta1, float newMean, float beta2, float newSquare, float stepSize,
            float squareScale, float epsilon) {
        for (int i = from; i < to; i++) {
            float g = gradients[i] + lambda * w[i];
            float m = beta1 * mean[i] + newMean * g;
            float v = beta2 * square[i] + newSquare * g * g;
            mean[i] = m;
            square[i] = v;
            w[i] -= stepSize * m / ((float) Math.sqrt(v) * squareScale + epsilon);
        }
    }
}
