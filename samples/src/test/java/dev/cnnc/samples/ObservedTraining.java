package dev.cnnc.samples;

import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.observe.Mode;
import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.compiler.observe.Probe;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.ParameterInfo;
import dev.cnnc.runtime.Weights;
import java.nio.file.Path;
import java.util.List;

/**
 * A network, one batch, and the loss of a training step on it as a function of the weights: batch norms use the
 * statistics of the batch, and what dropout drops is the same every time.
 */
final class ObservedTraining implements AutoCloseable {

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final Probe probe;
    private final Weights weights;
    private final Objective objective;

    ObservedTraining(Path file, CompilerOptions options, int images) {
        ObservedNetwork network = Compiler.observe(file, options).result().orElseThrow();
        objective = Objective.of(network, images);
        weights = Weights.initialised(network.info(), 3);
        probe = network.probe(weights, Mode.TRAINING, images, 1);
        probe.step(5, 0);
    }

    ModelInfo info() {
        return probe.info();
    }

    Weights weights() {
        return weights;
    }

    /** The mean loss, and the gradients to read by {@link #gradient}. */
    double loss() {
        probe.forward(objective.pixels(), objective.images());
        return objective.backward(probe);
    }

    float[] gradient(ParameterInfo parameter) {
        return probe.parameterGradient(parameter.name());
    }

    List<ParameterInfo> trainable() {
        return info().parameters().stream().filter(ParameterInfo::trainable).toList();
    }

    /** Adam on the one batch until the loss is below a bound, or so many steps are done. Gives the last loss. */
    double overfit(double rate, double bound, int steps) {
        float[] values = weights.parameters();
        float[] mean = new float[values.length];
        float[] square = new float[values.length];
        double loss = loss();
        for (int step = 1; step <= steps && !(loss < bound); step++) {
            float corrected = (float) (rate * Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step)));
            for (ParameterInfo parameter : trainable()) {
                float[] gradient = gradient(parameter);
                for (int i = 0; i < gradient.length; i++) {
                    int at = parameter.offset() + i;
                    mean[at] = BETA1 * mean[at] + (1 - BETA1) * gradient[i];
                    square[at] = BETA2 * square[at] + (1 - BETA2) * gradient[i] * gradient[i];
                    values[at] -= corrected * mean[at] / ((float) Math.sqrt(square[at]) + EPSILON);
                }
            }
            loss = loss();
        }
        return loss;
    }

    @Override
    public void close() {
        probe.close();
    }
}
