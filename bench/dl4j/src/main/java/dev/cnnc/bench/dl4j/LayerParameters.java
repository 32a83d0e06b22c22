package dev.cnnc.bench.dl4j;

import dev.cnnc.bench.network.Array;
import dev.cnnc.bench.network.Norm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The weights of layers, kept until the graph has room for them. */
final class LayerParameters {

    private record Parameter(String layer, String key, long[] shape, float[] values) {}

    private final List<Parameter> parameters = new ArrayList<>();

    void weight(String layer, Array weight) {
        add(layer, DefaultParamInitializer.WEIGHT_KEY, weight);
    }

    void bias(String layer, Optional<Array> bias) {
        bias.ifPresent(it -> add(layer, DefaultParamInitializer.BIAS_KEY, it));
    }

    void norm(String layer, Norm norm) {
        long[] shape = {norm.channels()};
        parameters.add(new Parameter(layer, BatchNormalizationParamInitializer.GAMMA, shape, norm.factors()));
        parameters.add(new Parameter(layer, BatchNormalizationParamInitializer.BETA, shape, norm.summands()));
        add(layer, BatchNormalizationParamInitializer.GLOBAL_MEAN, norm.mean());
        add(layer, BatchNormalizationParamInitializer.GLOBAL_VAR, norm.variance());
    }

    private void add(String layer, String key, Array array) {
        parameters.add(new Parameter(layer, key, array.longShape(), array.values()));
    }

    void assign(ComputationGraph graph) {
        for (Parameter parameter : parameters) {
            INDArray values = Nd4j.create(parameter.values(), parameter.shape(), 'c');
            INDArray place = graph.getLayer(parameter.layer()).getParam(parameter.key());
            place.assign(place.rank() == values.rank() ? values : values.reshape(place.shape()));
        }
    }
}
