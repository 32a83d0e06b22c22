package dev.cnnc.bench.network;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.Add;
import dev.cnnc.compiler.layer.BatchNorm;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.ParameterInfo;
import dev.cnnc.runtime.Weights;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Weights under which values neither die out nor grow from layer to layer, so that answers of different engines can be
 * compared: normal with variance 2 / fan-in (He et al., arXiv:1502.01852), everything that a batch norm holds different
 * from one channel to the next, and small factors where a sum is to come.
 */
final class SampleWeights {

    private static final long SEED = 1;

    private static final float FACTOR_BEFORE_SUM = 0.3f;

    private SampleWeights() {}

    static Weights of(ModelInfo info, Graph graph) {
        Weights weights = Weights.initialised(info, SEED);
        Random random = new Random(SEED);
        Set<String> beforeSum = factorsBeforeSums(graph);
        for (ParameterInfo parameter : info.parameters()) {
            float[] values = values(parameter, random);
            if (beforeSum.contains(parameter.name())) {
                for (int i = 0; i < values.length; i++) {
                    values[i] *= FACTOR_BEFORE_SUM;
                }
            }
            weights.set(parameter.name(), values);
        }
        return weights;
    }

    private static Set<String> factorsBeforeSums(Graph graph) {
        Map<Integer, Node> nodes = graph.byId();
        return graph.nodes().stream()
                .filter(node -> node.layer() instanceof Add)
                .flatMap(sum -> sum.inputs().stream())
                .map(nodes::get)
                .filter(node -> node.layer() instanceof BatchNorm)
                .flatMap(norm -> norm.parameters().stream())
                .filter(parameter -> parameter.role().equals("weight"))
                .map(NamedParameter::name)
                .collect(Collectors.toSet());
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
