package dev.cnnc.bench.network;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.ActivationLayer;
import dev.cnnc.compiler.layer.Add;
import dev.cnnc.compiler.layer.AvgPool;
import dev.cnnc.compiler.layer.BatchNorm;
import dev.cnnc.compiler.layer.Concat;
import dev.cnnc.compiler.layer.Conv;
import dev.cnnc.compiler.layer.DepthwiseConv;
import dev.cnnc.compiler.layer.Dropout;
import dev.cnnc.compiler.layer.Flatten;
import dev.cnnc.compiler.layer.GlobalAvgPool;
import dev.cnnc.compiler.layer.Input;
import dev.cnnc.compiler.layer.Layer;
import dev.cnnc.compiler.layer.MaxPool;
import dev.cnnc.compiler.layer.PadChannels;
import dev.cnnc.compiler.layer.Softmax;
import dev.cnnc.compiler.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes over a graph and has each layer built. */
final class GraphWalk<T> {

    private final Network network;
    private final LayerBuilder<T> builder;
    private final Map<Integer, T> tensors = new HashMap<>();
    private final Map<Integer, Node> nodes;

    GraphWalk(Network network, Graph graph, LayerBuilder<T> builder) {
        this.network = network;
        this.builder = builder;
        this.nodes = graph.byId();
    }

    T build(Graph graph) {
        for (Node node : graph.nodes()) {
            tensors.put(node.id(), build(node));
        }
        return tensors.get(graph.outputs().get(0).node());
    }

    private T build(Node node) {
        Layer layer = node.layer();
        if (layer instanceof Input) {
            return builder.input(node.shape());
        }
        if (layer instanceof Add) {
            return builder.add(inputs(node));
        }
        if (layer instanceof Concat) {
            return builder.concat(inputs(node));
        }
        T x = tensors.get(node.inputs().get(0));
        Shape image = nodes.get(node.inputs().get(0)).shape();
        if (layer instanceof Conv conv) {
            return builder.convolution(
                    x, convolution(node, Window.of(conv.window(), image), (int) conv.groups()));
        }
        if (layer instanceof DepthwiseConv conv) {
            return builder.convolution(
                    x, convolution(node, Window.of(conv.window(), image), (int) image.channels()));
        }
        if (layer instanceof dev.cnnc.compiler.layer.Dense) {
            return builder.dense(x, new Dense(node.origin().path(), array(node, "weight"), find(node, "bias")));
        }
        if (layer instanceof BatchNorm norm) {
            return builder.batchNorm(x, new Norm(node.origin().path(), (float) norm.epsilon(),
                    (float) norm.momentum(), find(node, "weight"), find(node, "bias"), array(node, "running_mean"),
                    array(node, "running_var")));
        }
        if (layer instanceof MaxPool pool) {
            return builder.maxPool(x, Window.of(pool.window(), image));
        }
        if (layer instanceof AvgPool pool) {
            return builder.avgPool(x, Window.of(pool.window(), image), pool.countPadding());
        }
        return withoutWindow(layer, x);
    }

    private T withoutWindow(Layer layer, T x) {
        if (layer instanceof ActivationLayer activation) {
            return builder.activation(x, activation.activation());
        }
        if (layer instanceof GlobalAvgPool) {
            return builder.globalAvgPool(x);
        }
        if (layer instanceof Flatten flatten) {
            return builder.flatten(x, flatten.order().equals("chw"));
        }
        if (layer instanceof Dropout dropout) {
            return builder.dropout(x, dropout.rate());
        }
        if (layer instanceof PadChannels pad) {
            return builder.padChannels(x, (int) pad.before(), (int) pad.after());
        }
        if (layer instanceof Softmax) {
            return builder.softmax(x);
        }
        throw new IllegalArgumentException(layer.describe() + " takes no part in the comparison");
    }

    private List<T> inputs(Node node) {
        return node.inputs().stream().map(tensors::get).toList();
    }

    private Convolution convolution(Node node, Window window, int groups) {
        return new Convolution(node.origin().path(), window, groups, array(node, "weight"), find(node, "bias"));
    }

    private Array array(Node node, String role) {
        return find(node, role).orElseThrow();
    }

    private Optional<Array> find(Node node, String role) {
        return node.parameters().stream()
                .filter(parameter -> parameter.role().equals(role))
                .findFirst()
                .map(parameter -> network.array(parameter.name()));
    }
}
