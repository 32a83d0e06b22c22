package dev.cnnc.compiler.observe;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.BatchNorm;
import dev.cnnc.compiler.layer.LayerKind.Category;
import dev.cnnc.compiler.lower.Lowering;
import dev.cnnc.compiler.lower.Program;
import dev.cnnc.compiler.pass.FreezeWeights;
import dev.cnnc.compiler.pass.RemoveIdentities;
import dev.cnnc.compiler.pass.TakeLossFromLogits;
import dev.cnnc.compiler.plan.ArenaPlan;
import dev.cnnc.compiler.plan.ParameterTable;
import dev.cnnc.compiler.plan.PlannedProgram;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A network whose layers can be looked at. No layers are fused, and no two tensors share memory.
 *
 * <p>Holds no weights and no memory; {@link #probe} makes those.
 */
public final class ObservedNetwork {

    private static final Set<Category> FOLLOWING = Set.of(Category.ACTIVATION, Category.JOIN);
    private static final Set<String> SQUASHING = Set.of("softmax", "log_softmax", "sigmoid");

    private final ModelInfo info;
    private final Graph graph;
    private final ParameterTable parameters;

    /** @param graph the network as it was written, before passes */
    public ObservedNetwork(ModelInfo info, Graph graph, ParameterTable parameters) {
        this.info = info;
        this.graph = graph;
        this.parameters = parameters;
    }

    /** The same as of a compilation: weights suit both. */
    public ModelInfo info() {
        return info;
    }

    /**
     * A probe over these weights as they are when it runs: what a trainer makes of them in between, it sees.
     *
     * @param weights  of this network; a probe changes neither parameters nor state
     * @param capacity the most images in one batch, at least 1
     * @param threads  that share the work, at least 1
     * @throws dev.cnnc.runtime.CnncException if all layers together exceed one array
     */
    public Probe probe(Weights weights, Mode mode, int capacity, int threads) {
        Graph observed = mode == Mode.PREDICTING
                ? new RemoveIdentities().apply(fixNorms(graph))
                : new FreezeWeights(info.train()).apply(graph);
        Program program = Lowering.observed(
                new TakeLossFromLogits().apply(observed), info.train().labelSmoothing());
        PlannedProgram planned = new PlannedProgram(program, ArenaPlan.keepingAll(program));
        return new Probe(this, planned, StandIns.of(graph, observed), weights, capacity, threads);
    }

    /**
     * The path of the layer that scores classes: the one of the first output, or that before the softmax, log softmax
     * or sigmoid at its end, where scores do not compete yet.
     */
    public String scores() {
        Node end = end();
        boolean squashes = SQUASHING.contains(end.layer().kind().name());
        return (squashes ? graph.byId().get(end.inputs().get(0)) : end).origin().path();
    }

    /** The path of the layer that gives the first output. */
    public String output() {
        return end().origin().path();
    }

    private Node end() {
        GraphOutput first = graph.outputs().stream()
                .filter(output -> !output.auxiliary())
                .findFirst()
                .orElse(graph.outputs().get(0));
        return graph.byId().get(first.node());
    }

    /**
     * The path of the last layer that still gives feature maps of a convolution: the last convolution or, where norms,
     * activations and sums follow it, the last of these. None in networks without convolutions.
     */
    public Optional<String> lastFeatureMaps() {
        Node last = null;
        for (Node node : graph.nodes()) {
            boolean maps = node.shape().height() * node.shape().width() > 1;
            boolean convolves = node.layer().kind().category() == Category.PRODUCT;
            boolean follows = last != null && node.inputs().contains(last.id())
                    && (node.layer() instanceof BatchNorm || FOLLOWING.contains(node.layer().kind().category()));
            if (maps && (convolves || follows)) {
                last = node;
            }
        }
        return Optional.ofNullable(last).map(node -> node.origin().path());
    }

    ParameterTable parameters() {
        return parameters;
    }

    private static Graph fixNorms(Graph graph) {
        return new Graph(graph.name(), graph.nodes().stream().map(ObservedNetwork::fixNorm).toList(), graph.outputs());
    }

    /** A frozen norm has its running statistics in training too. */
    private static Node fixNorm(Node node) {
        if (!(node.layer() instanceof BatchNorm)) {
            return node;
        }
        List<NamedParameter> frozen = node.parameters().stream()
                .map(it -> new NamedParameter(it.name(), it.role(), it.parameter(), true))
                .toList();
        return new Node(node.id(), node.origin(), node.layer(), node.inputs(), node.shape(), frozen, node.macs(),
                node.absorbed());
    }
}
