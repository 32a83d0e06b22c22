package dev.cnnc.compiler.observe;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.BatchNorm;
import dev.cnnc.compiler.lower.Lowering;
import dev.cnnc.compiler.lower.Program;
import dev.cnnc.compiler.pass.RemoveIdentities;
import dev.cnnc.compiler.pass.TakeLossFromLogits;
import dev.cnnc.compiler.plan.ArenaPlan;
import dev.cnnc.compiler.plan.ParameterTable;
import dev.cnnc.compiler.plan.PlannedProgram;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.Weights;

/**
 * A network whose layers can be looked at. No layers are fused, and no two tensors share memory.
 *
 * <p>Holds no weights and no memory; {@link #probe} makes those.
 */
public final class ObservedNetwork {

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
        Graph observed = mode == Mode.PREDICTING ? new RemoveIdentities().apply(fixNorms(graph)) : graph;
        Program program = Lowering.observed(
                new TakeLossFromLogits().apply(observed), info.train().labelSmoothing());
        PlannedProgram planned = new PlannedProgram(program, ArenaPlan.keepingAll(program));
        return new Probe(this, planned, StandIns.of(graph, observed), weights, capacity, threads);
    }

    Graph graph() {
        return graph;
    }

    ParameterTable parameters() {
        return parameters;
    }

    private static Graph fixNorms(Graph graph) {
        return new Graph(graph.name(), graph.nodes().stream().map(ObservedNetwork::fixNorm).toList(), graph.outputs());
    }

    private static Node fixNorm(Node node) {
        return node.layer() instanceof BatchNorm norm
                ? new Node(node.id(), node.origin(), new FixedNorm(norm), node.inputs(), node.shape(),
                        node.parameters(), node.macs(), node.absorbed())
                : node;
    }
}
