package dev.cnnc.compiler;

import dev.cnnc.compiler.elaborate.Network;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.graph.ValueRanges;
import dev.cnnc.compiler.layer.Input;
import dev.cnnc.compiler.layer.InputSpec;
import dev.cnnc.compiler.layer.ValueRange;
import dev.cnnc.compiler.plan.ParameterTable;
import dev.cnnc.compiler.plan.PlannedProgram;
import dev.cnnc.compiler.tensor.Initialiser;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.InitialiserInfo;
import dev.cnnc.runtime.InputInfo;
import dev.cnnc.runtime.LayerInfo;
import dev.cnnc.runtime.LossInfo;
import dev.cnnc.runtime.Memory;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.OutputInfo;
import dev.cnnc.runtime.ParameterInfo;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the compiled network will know about itself, gathered from the stages. */
final class ModelDescription {

    private final Graph graph;
    private final Map<Integer, Node> nodes;
    private final ValueRanges ranges;
    private final Map<String, LossInfo> losses;

    /** @param trained the graph as it is trained, whose losses may read other tensors */
    private ModelDescription(Graph graph, Graph trained) {
        this.graph = graph;
        this.nodes = graph.byId();
        this.ranges = ValueRanges.of(graph.nodes());
        this.losses = trained.outputs().stream().collect(Collectors.toMap(GraphOutput::name, GraphOutput::loss));
    }

    /** @param graph the layers as they were written, all of sizes that fit ints */
    static ModelInfo of(
            Network network, Graph graph, ParameterTable table, PlannedProgram inference, PlannedProgram training) {
        ModelDescription description = new ModelDescription(graph, training.program().graph());
        Memory memory = new Memory(
                Math.toIntExact(inference.arena().floats()), Math.toIntExact(training.arena().floats()));
        return new ModelInfo(ModelInfo.FORMAT_VERSION, graph.name(), CompilerVersion.text(), description.input(),
                description.outputs(false), description.outputs(true), network.labels(),
                table.entries().stream().map(ModelDescription::parameter).toList(),
                graph.nodes().stream().map(description::layer).toList(), network.train(), memory);
    }

    private InputInfo input() {
        Node node = graph.nodes().get(0);
        InputSpec spec = ((Input) node.layer()).spec();
        Shape shape = spec.shape();
        return new InputInfo(Math.toIntExact(shape.height()), Math.toIntExact(shape.width()),
                Math.toIntExact(shape.channels()), spec.scale(), spec.mean(), spec.std(),
                spec.normalise() ? node.origin().path() : "", spec.fit());
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
                Math.toIntExact(shape.channels()), isProbability(node, output), losses.get(output.name()),
                output.weight());
    }

    /** A loss that reads probabilities says so of its output; others leave it to the layers. */
    private boolean isProbability(Node node, GraphOutput output) {
        return output.loss().reads().isEmpty()
                ? ranges.of(node) == ValueRange.DISTRIBUTION
                : output.loss().readsProbabilities();
    }

    private static ParameterInfo parameter(ParameterTable.Entry entry) {
        Parameter parameter = entry.named().parameter();
        Initialiser initialiser = parameter.initialiser();
        return new ParameterInfo(entry.named().name(),
                parameter.dimensions().stream().map(Math::toIntExact).toList(), parameter.trainable(), entry.offset(),
                new InitialiserInfo(initialiser.kind(), initialiser.first(), initialiser.second(),
                        initialiser.fanIn(), initialiser.fanOut()),
                parameter.regularised(), parameter.regulariser().l1(), parameter.regulariser().l2(),
                parameter.maxNorm().limit(), Math.toIntExact(parameter.maxNorm().unit()));
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
