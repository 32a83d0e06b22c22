package dev.cnnc.bench.network;

import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.ParameterInfo;
import dev.cnnc.runtime.Weights;
import java.util.List;
import java.util.Random;

/**
 * Weights under which values neither die out nor grow from layer to layer, so that answers of different engines can be
 * compared: normal with variance 2 / fan-in (He et al., arXiv:1502.01852), and everything that a batch norm holds
 * different from one channel to the next.
 */
final class SampleWeights {

    private static final long SEED = 1;

    private SampleWeights() {}

    static Weights of(ModelInfo info) {
        Weights weights = Weights.initialised(info, SEED);
        Random random = new Random(SEED);
        List<ParameterInfo> parameters = info.parameters();
        for (ParameterInfo parameter : parameters) {
            weights.set(parameter.name(), values(parameter, random));
        }
        return weights;
    }

    private static float[] values(ParameterInfo parameter, Random random) {
        float[] values = new float[parameter.size()];
        boolean isProduct = parameter.shape().size() > 1;
        double deviation = Math.sqrt(2.0 * parameter.shape().get(0) / parameter.size());
        for (int i = 0; i < values.length; i++) {
            if (isProduct) {
                values[i] = (float) (random.nextGaussian() * deviation);
            } else if (parameter.name().endsWith(".running_var") || parameter.name().endsWith(".weight")) {
                values[i] = 0.6f + 0.4f * random.nextFloat();
            } else {
                values[i] = 0.2f * random.nextFloat() - 0.1f;
            }
        }
        return values;
    }
}
