package dev.cnnc.compiler;

import dev.cnnc.compiler.elaborate.Network;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.Input;
import dev.cnnc.compiler.layer.InputSpec;
import dev.cnnc.compiler.layer.Loss;
import dev.cnnc.compiler.layer.Softmax;
import dev.cnnc.compiler.plan.ParameterTable;
import dev.cnnc.compiler.plan.PlannedProgram;
import dev.cnnc.compiler.tensor.Initialiser;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.InitialiserInfo;
import dev.cnnc.runtime.InputInfo;
import dev.cnnc.runtime.LayerInfo;
import dev.cnnc.runtime.Memory;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.OutputInfo;
import dev.cnnc.runtime.ParameterInfo;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the compiled network will know about itself, gathered from the stages. */
final class ModelDescription {

    private final Graph graph;
    private final Map<Integer, Node> nodes;

    private ModelDescription(Graph graph) {
        this.graph = graph;
        this.nodes = graph.byId();
    }

    /** @param graph the layers as they were written, all of sizes that fit ints */
    static ModelInfo of(
            Network network, Graph graph, ParameterTable table, PlannedProgram inference, PlannedProgram training) {
        ModelDescription description = new ModelDescription(graph);
        Memory memory = new Memory(
                Math.toIntExact(inference.arena().floats()), Math.toIntExact(training.arena().floats()));
        return new ModelInfo(ModelInfo.FORMAT_VERSION, graph.name(), CompilerVersion.text(), description.input(),
                description.outputs(false), description.outputs(true), network.labels(),
                table.entries().stream().map(ModelDescription::parameter).toList(),
                graph.nodes().stream().map(description::layer).toList(), network.train(), memory);
    }

    private InputInfo input() {
        InputSpec spec = ((Input) graph.nodes().get(0).layer()).spec();
        Shape shape = spec.shape();
        return new InputInfo(Math.toIntExact(shape.height()), Math.toIntExact(shape.width()),
                Math.toIntExact(shape.channels()), spec.scale(), spec.mean(), spec.std());
    }

    private List<OutputInfo> outputs(boolean auxiliary) {
        return graph.outputs().stream()
                .filter(output -> output.auxiliary() == auxiliary)
                .map(this::output)
                .toList();
    }

    private OutputInfo output(GraphOutput output) {
        Node node = nodes.get(output.node());
        Shape shape = node.shape();
        return new OutputInfo(output.name(), Math.toIntExact(shape.height()), Math.toIntExact(shape.width()),
                Math.toIntExact(shape.channels()), isProbability(node, output), output.loss(), output.weight());
    }

    private static boolean isProbability(Node node, GraphOutput output) {
        return node.layer() instanceof Softmax
                || output.loss().equals("binary_cross_entropy") && Loss.BINARY_CROSS_ENTROPY.includes(node.layer());
    }

    private static ParameterInfo parameter(ParameterTable.Entry entry) {
        Parameter parameter = entry.named().parameter();
        Initialiser initialiser = parameter.initialiser();
        return new ParameterInfo(entry.named().name(),
                parameter.dimensions().stream().map(Math::toIntExact).toList(), parameter.trainable(), entry.offset(),
                new InitialiserInfo(initialiser.kind(), initialiser.first(), initialiser.second(),
                        initialiser.fanIn(), initialiser.fanOut()),
                parameter.regularised(), parameter.regulariser().l1(), parameter.regulariser().l2());
    }

    private LayerInfo layer(Node node) {
        List<Integer> shape = Stream.of(node.shape().height(), node.shape().width(), node.shape().channels())
                .skip(node.shape().isVector() ? 2 : 0)
                .map(Math::toIntExact)
                .toList();
        List<String> inputs =
                node.inputs().stream().map(input -> nodes.get(input).origin().path()).toList();
        return new LayerInfo(node.origin().path(), node.layer().kind().name(), shape, inputs,
                node.parameters().stream().mapToLong(named -> named.parameter().count()).sum(),
                node.parameters().stream()
                        .map(NamedParameter::parameter)
                        .filter(Parameter::trainable)
                        .mapToLong(Parameter::count)
                        .sum(),
                node.macs(), Float.BYTES * node.shape().size(), node.origin().span().line());
    }
}
