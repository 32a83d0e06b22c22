package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.runtime.TrainInfo;
import java.util.ArrayList;
import java.util.List;

/** The passes in their order. */
public final class Passes {

    private Passes() {}

    /**
     * For predictions: what only training needs goes first, so that the fusions see neighbours.
     *
     * @param exact whether convolutions keep to the direct form, see {@link ChooseWinograd}
     */
    public static List<Pass> inference(boolean exact) {
        List<Pass> passes = new ArrayList<>(List.of(
                new RemoveAuxiliaryOutputs(),
                new RemoveDeadNodes(),
                new RemoveIdentities(),
                new FoldBatchNorm(),
                new FoldScale(),
                new FuseResidual(false),
                new FuseActivation(false),
                new FusePool()));
        if (!exact) {
            passes.add(ChooseWinograd.inference());
        }
        return passes;
    }

    /**
     * For training: a batch norm needs its batch, so it stays and takes in the sum and the activation behind it.
     *
     * @param exact     as for {@link #inference}
     * @param recompute whether the backward pass computes cheap layers again, see {@link FlattenConcats}
     */
    public static List<Pass> training(TrainInfo train, boolean exact, boolean recompute) {
        List<Pass> passes = new ArrayList<>(List.of(new FreezeWeights(train), new TakeLossFromLogits()));
        if (recompute) {
            passes.add(new FlattenConcats());
        }
        passes.addAll(List.of(new RemoveDeadNodes(), new FuseResidual(true), new FuseActivation(true)));
        if (!exact) {
            passes.add(ChooseWinograd.training(train.batch()));
        }
        return passes;
    }

    /** Runs the passes one after another and keeps the graph after each. */
    public static List<Stage> run(List<Pass> passes, Graph graph) {
        List<Stage> stages = new ArrayList<>();
        Graph current = graph;
        for (Pass pass : passes) {
            current = pass.apply(current);
            stages.add(new Stage(pass.name(), current));
        }
        return stages;
    }

    /** The graph as one pass left it. */
    public record Stage(String pass, Graph graph) {}
}
