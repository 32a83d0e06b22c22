package dev.cnnc.runtime;

import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.parallel.WorkerPool;
import dev.cnnc.runtime.train.Penalty;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Classifies data sets with the program for predictions, in which batch normalisation uses its running statistics. */
final class Evaluator {
    /** Losses that ask values to meet their targets. */
    private static final Set<String> VALUES = Set.of("mse", "mae", "huber");

    private final Model model;
    private final Weights weights;
    private final Workspace workspace;
    private final InferenceProgram program;
    private final Penalty penalty;

    Evaluator(Model model, Weights weights, WorkerPool workers) {
        this.model = model;
        this.weights = weights;
        workspace = Sessions.evaluation(model, weights, workers);
        program = model.inference(workspace);
        penalty = TrainingParts.penalty(model.info(), weights.parameters(), workers);
    }

    /** Classifies all images with the weights as they are now. */
    Evaluation evaluate(Dataset data) {
        ModelInfo info = model.info();
        DataCheck.require(info, data);
        program.prepare();
        MemoryPlan plan = model.inferencePlan();
        BatchLoader loader = new BatchLoader(workspace, plan.input(), PixelScaling.of(weights), data);
        OutputInfo output = info.outputs().get(0);
        int classes = output.classes();
        int scores = workspace.address(plan.outputs().get(0));
        float[] arena = workspace.arena();
        int[] order = IntStream.range(0, data.size()).toArray();
        int[][] confusion = new int[classes][classes];
        int[] ranks = new int[classes];
        ValueErrors.Sum errors = VALUES.contains(output.loss().kind()) ? new ValueErrors.Sum(classes) : null;
        Decisions decisions = output.loss().isBinaryCrossEntropy()
                ? new Decisions(classes, order.length, output.threshold())
                : null;
        float[] both = new float[output.isDecision() ? 2 : 0];
        double loss = 0;
        for (int from = 0; from < order.length; from += workspace.count()) {
            loader.load(order, from, Math.min(workspace.capacity(), order.length - from));
            program.run();
            for (int i = 0; i < workspace.count(); i++) {
                float[] values = arena;
                int at = scores + i * output.channels();
                if (output.isDecision()) {
                    // The other class has the value on the other side of the threshold, as far from it.
                    both[0] = 2 * output.threshold() - arena[at];
                    both[1] = arena[at];
                    values = both;
                    at = 0;
                }
                int label = workspace.labels()[i];
                confusion[label][Scores.choice(values, at, classes)]++;
                ranks[Scores.rank(values, at, classes, label)]++;
                if (errors != null) {
                    errors.add(values, at, label);
                }
                if (decisions != null) {
                    decisions.add(values, at, label);
                }
            }
            loss += loss();
        }
        return new Evaluation(loss / order.length + penalty.value(), labels(data, classes), confusion, ranks,
                errors == null ? null : errors.errors(), decisions);
    }

    /**
     * The weighted losses of the batch's images, summed over the outputs that predictions have and that are compared
     * with classes.
     */
    private double loss() {
        List<OutputInfo> outputs = model.info().outputs();
        double sum = 0;
        for (int k = 0; k < outputs.size(); k++) {
            OutputInfo output = outputs.get(k);
            if (output.loss().isNone() || !output.isShapedAs(outputs.get(0))) {
                continue;
            }
            int values = workspace.address(model.inferencePlan().outputs().get(k));
            for (int i = 0; i < workspace.count(); i++) {
                sum += output.weight() * Scores.loss(output, workspace.arena(), values + i * output.channels(),
                        workspace.labels()[i]);
            }
        }
        return sum;
    }

    private List<String> labels(Dataset data, int classes) {
        List<String> labels = model.info().labels();
        if (labels.size() == classes) {
            return labels;
        }
        List<String> names = data.classNames();
        return IntStream.range(0, classes).mapToObj(c -> c < names.size() ? names.get(c) : Integer.toString(c))
                .toList();
    }
}
