package dev.cnnc.bench.onnxruntime;

import dev.cnnc.bench.network.Array;
import dev.cnnc.bench.network.Convolution;
import dev.cnnc.bench.network.Dense;
import dev.cnnc.bench.network.LayerBuilder;
import dev.cnnc.bench.network.Norm;
import dev.cnnc.bench.network.Window;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.kernel.ActivationKind;
import java.util.ArrayList;
import java.util.List;

/** Writes a network as nodes of an ONNX graph; tensors are known by their names. */
final class OnnxBuilder implements LayerBuilder<String> {

    private final OnnxGraph graph;

    OnnxBuilder(OnnxGraph graph) {
        this.graph = graph;
    }

    @Override
    public String input(Shape image) {
        return graph.input(image.channels(), image.height(), image.width());
    }

    @Override
    public String convolution(String x, Convolution layer) {
        OnnxNode node = withWindow(new OnnxNode("Conv"), layer.window())
                .set("dilations", layer.window().dilationHeight(), layer.window().dilationWidth())
                .set("group", layer.groups());
        return graph.add(node.inputs(operands(x, layer.weight(), layer.bias().stream().toList())));
    }

    private static OnnxNode withWindow(OnnxNode node, Window window) {
        return node.set("kernel_shape", window.height(), window.width())
                .set("strides", window.strideHeight(), window.strideWidth())
                .set("pads", window.top(), window.left(), window.bottom(), window.right());
    }

    private String[] operands(String x, Array weight, List<Array> rest) {
        List<String> names = new ArrayList<>(List.of(x, graph.constant(weight)));
        rest.forEach(array -> names.add(graph.constant(array)));
        return names.toArray(String[]::new);
    }

    @Override
    public String dense(String x, Dense layer) {
        return graph.add(new OnnxNode("Gemm").set("transB", 1)
                .inputs(operands(x, layer.weight(), layer.bias().stream().toList())));
    }

    @Override
    public String batchNorm(String x, Norm layer) {
        int[] shape = layer.mean().shape();
        return graph.add(new OnnxNode("BatchNormalization").set("epsilon", layer.epsilon())
                .inputs(operands(x, new Array(layer.name() + ".factors", shape, layer.factors()),
                        List.of(new Array(layer.name() + ".summands", shape, layer.summands()), layer.mean(),
                                layer.variance()))));
    }

    @Override
    public String activation(String x, ActivationKind kind) {
        return switch (kind) {
            case RELU -> graph.add(new OnnxNode("Relu").inputs(x));
            case RELU6 -> graph.add(new OnnxNode("Clip").inputs(x, graph.constant(0), graph.constant(6)));
            case TANH -> graph.add(new OnnxNode("Tanh").inputs(x));
            case SIGMOID -> graph.add(new OnnxNode("Sigmoid").inputs(x));
            default -> throw new IllegalArgumentException(kind + " takes no part in the comparison");
        };
    }

    @Override
    public String maxPool(String x, Window window) {
        return graph.add(withWindow(new OnnxNode("MaxPool"), window).inputs(x));
    }

    @Override
    public String avgPool(String x, Window window, boolean countPadding) {
        return graph.add(withWindow(new OnnxNode("AveragePool"), window)
                .set("count_include_pad", countPadding ? 1 : 0)
                .inputs(x));
    }

    @Override
    public String globalAvgPool(String x) {
        return flatten(graph.add(new OnnxNode("GlobalAveragePool").inputs(x)), true);
    }

    @Override
    public String flatten(String x, boolean channelsFirst) {
        String image = channelsFirst ? x : graph.add(new OnnxNode("Transpose").set("perm", 0, 2, 3, 1).inputs(x));
        return graph.add(new OnnxNode("Flatten").inputs(image));
    }

    @Override
    public String dropout(String x, double rate) {
        return x;
    }

    @Override
    public String add(List<String> inputs) {
        return inputs.stream().reduce((a, b) -> graph.add(new OnnxNode("Add").inputs(a, b))).orElseThrow();
    }

    @Override
    public String concat(List<String> inputs) {
        return graph.add(new OnnxNode("Concat").set("axis", 1).inputs(inputs.toArray(String[]::new)));
    }

    @Override
    public String padChannels(String x, int before, int after) {
        return graph.add(new OnnxNode("Pad").inputs(x, graph.constant(new long[] {0, before, 0, 0, 0, after, 0, 0})));
    }

    @Override
    public String softmax(String x) {
        return graph.add(new OnnxNode("Softmax").set("axis", 1).inputs(x));
    }
}
