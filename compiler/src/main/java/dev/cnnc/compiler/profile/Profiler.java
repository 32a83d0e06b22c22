package dev.cnnc.compiler.profile;

import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.lower.Choice;
import dev.cnnc.compiler.lower.Program;
import dev.cnnc.compiler.lower.Program.LoweredLayer;
import dev.cnnc.compiler.lower.Program.LoweredLoss;
import dev.cnnc.compiler.observe.StepRunner;
import dev.cnnc.compiler.plan.ParameterTable;
import dev.cnnc.compiler.plan.PlannedProgram;
import dev.cnnc.compiler.program.Operand.Role;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.Step;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.op.PackedWeights;
import dev.cnnc.runtime.op.PooledWinogradConvolution;
import dev.cnnc.runtime.op.WinogradConvolution;
import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Times the layers of a network as its jar would compute them: after the passes, with the memory plan, the algorithms
 * and the kernels of a compiled network. Images and weights are random. What an optimiser does after the backward pass
 * is no part of it.
 */
public final class Profiler {

    /** Of the times of a layer, those that are shorter than the one that is told. */
    private static final double LAYERS_SHARE = 0.2;

    private final ModelInfo info;
    private final ParameterTable parameters;
    private final PlannedProgram inference;
    private final PlannedProgram training;

    public Profiler(ModelInfo info, ParameterTable parameters, PlannedProgram inference, PlannedProgram training) {
        this.info = info;
        this.parameters = parameters;
        this.inference = inference;
        this.training = training;
    }

    /** What is timed. */
    public enum Pass {
        PREDICTION,
        TRAINING,
        BOTH
    }

    /**
     * Measures.
     *
     * @param batch   images at once, at least 1
     * @param threads at least 1
     * @param seconds to warm up, and as many to measure, for predictions and for training each
     * @throws CnncException if the batch does not fit the memory
     */
    public Profile run(Pass pass, int batch, int threads, double seconds) {
        try (WorkerPool workers = new WorkerPool(threads)) {
            List<Profile.Part> parts = new ArrayList<>();
            if (pass != Pass.TRAINING) {
                parts.addAll(predict(batch, workers, seconds));
            }
            if (pass != Pass.PREDICTION) {
                parts.addAll(train(batch, workers, seconds));
            }
            // Last, since C2 on JDK 17 takes what it knows of the operators of vectors from what ran first. If that was
            // nothing but multiply-adds, the register tiles of every fourth program kept their results in memory.
            double peak = PeakRate.measure(workers);
            return new Profile(info.name(), batch, threads, KernelChoice.best().name(), peak, parts);
        }
    }

    /** A pass as far as it is known before it is timed, in the order of the computation. */
    private record Section(String name, List<Profile.Row> rows, List<Runnable> actions) {

        Section(String name) {
            this(name, new ArrayList<>(), new ArrayList<>());
        }

        void add(Profile.Row row, Runnable action) {
            rows.add(row);
            actions.add(action);
        }

        void runAll() {
            actions.forEach(Runnable::run);
        }
    }

    private List<Profile.Part> predict(int batch, WorkerPool workers, double seconds) {
        StepRunner runner = new StepRunner(inference, parameters, workspace(inference, batch, workers, false));
        StepCosts costs = new StepCosts(inference.program().graph(), batch);
        Section section = new Section("prediction");
        for (LoweredLayer layer : inference.program().layers()) {
            runner.bind(layer.prepare()).run();
            addForward(section, layer, runner, costs);
        }
        return measure(List.of(section), seconds);
    }

    private List<Profile.Part> train(int batch, WorkerPool workers, double seconds) {
        Program program = training.program();
        StepRunner runner = new StepRunner(training, parameters, workspace(training, batch, workers, true));
        StepCosts costs = new StepCosts(program.graph(), batch);
        Section forward = new Section("training, forward");
        Section backward = new Section("training, backward");
        program.layers().forEach(layer -> addForward(forward, layer, runner, costs));
        for (LoweredLoss loss : program.losses()) {
            forward.add(row(program, loss, List.of(loss.forward()), costs), runner.bind(List.of(loss.forward())));
            if (!loss.backward().isEmpty()) {
                backward.add(row(program, loss, loss.backward(), costs), runner.bind(loss.backward()));
            }
        }
        for (int i = program.layers().size() - 1; i >= 0; i--) {
            LoweredLayer layer = program.layers().get(i);
            if (!layer.backward().isEmpty()) {
                long flops = costs.backwardFlops(layer.node(), layer.backward());
                backward.add(row(layer, layer.backward(), flops, costs), runner.bind(layer.backward()));
            }
        }
        List<Profile.Part> parts = measure(List.of(forward, backward), seconds);
        List<Profile.Row> inOrder = new ArrayList<>(parts.get(1).rows());
        Collections.reverse(inOrder);
        return List.of(parts.get(0), new Profile.Part(backward.name(), parts.get(1).seconds(), inOrder));
    }

    private static void addForward(Section section, LoweredLayer layer, StepRunner runner, StepCosts costs) {
        if (!layer.forward().isEmpty()) {
            section.add(row(layer, layer.forward(), costs.forwardFlops(layer.node()), costs),
                    runner.bind(layer.forward()));
        }
    }

    /** Sections that follow each other: first with a clock between all layers, then between the sections alone. */
    private static List<Profile.Part> measure(List<Section> sections, double seconds) {
        List<Runnable> steps = sections.stream().flatMap(section -> section.actions().stream()).toList();
        double[] each = new Rounds(steps).measure(seconds, LAYERS_SHARE);
        List<Runnable> wholes = sections.stream().<Runnable>map(section -> section::runAll).toList();
        double[] whole = new Rounds(wholes).measure(seconds / 2, 0);
        List<Profile.Part> parts = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < sections.size(); i++) {
            List<Profile.Row> timed = new ArrayList<>();
            for (Profile.Row row : sections.get(i).rows()) {
                timed.add(row.timed(each[at++]));
            }
            parts.add(new Profile.Part(sections.get(i).name(), whole[i], timed));
        }
        return parts;
    }

    private static Profile.Row row(LoweredLayer layer, List<Step> steps, long flops, StepCosts costs) {
        Node node = layer.node();
        List<String> paths = new ArrayList<>(List.of(node.origin().path()));
        node.absorbed().forEach(absorbed -> paths.add(absorbed.origin().path()));
        return new Profile.Row(paths, node.shape().toString(), how(layer), 0, flops, costs.bytes(node, steps));
    }

    private static Profile.Row row(Program program, LoweredLoss loss, List<Step> steps, StepCosts costs) {
        Node node = program.graph().byId().get(loss.operation().node());
        return new Profile.Row(List.of("loss of " + loss.output()), "1", "", 0, 0, costs.bytes(node, steps));
    }

    private static String how(LoweredLayer layer) {
        for (Operation operation : layer.operations()) {
            Choice choice = Choice.of(operation);
            boolean tiles = operation.type() == WinogradConvolution.class
                    || operation.type() == PooledWinogradConvolution.class;
            if (tiles && KernelChoice.best().winograd() == null) {
                return "direct";
            }
            if (!choice.tile().isEmpty()) {
                return choice.algorithm();
            }
        }
        return "";
    }

    private Workspace workspace(PlannedProgram planned, int batch, WorkerPool workers, boolean learns) {
        Weights weights = Weights.initialised(info, 1);
        long floats = Math.multiplyExact(planned.arena().floats(), (long) batch);
        if (floats * Float.BYTES > Runtime.getRuntime().maxMemory()) {
            throw new CnncException(String.format("a batch of %d images needs %,d MB, more than Java's memory; take a"
                    + " smaller --batch, or give Java more, as in CNNC_JAVA_OPTIONS=-Xmx8g", batch,
                    floats * Float.BYTES >> 20));
        }
        Workspace workspace = new Workspace(KernelChoice.best(), workers, batch,
                Math.toIntExact(planned.arena().floats()), weights.parameters(),
                new float[learns ? weights.parameters().length : 0], weights.state(),
                new PackedWeights(planned.program().slots()));
        Random random = new Random(1);
        int input = planned.program().graph().nodes().get(0).id();
        int from = workspace.address(planned.arena().offset(input, Role.VALUE));
        for (int i = 0; i < batch * info.input().size(); i++) {
            workspace.arena()[from + i] = (float) random.nextGaussian();
        }
        int classes = info.outputs().get(0).channels();
        for (int image = 0; image < batch; image++) {
            workspace.labels()[image] = image % classes;
        }
        workspace.targets(new float[batch * info.outputs().stream().mapToInt(it -> it.size()).max().orElse(1)]);
        return workspace;
    }
}
