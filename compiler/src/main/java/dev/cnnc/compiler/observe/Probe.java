package dev.cnnc.compiler.observe;

import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.lower.Program.LoweredLayer;
import dev.cnnc.compiler.lower.Program.LoweredLoss;
import dev.cnnc.compiler.plan.PlannedProgram;
import dev.cnnc.compiler.program.Operand.Role;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.OutputInfo;
import dev.cnnc.runtime.ParameterInfo;
import dev.cnnc.runtime.PixelScaling;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.op.PackedWeights;
import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a network forwards and backwards and reads what any layer gave, and the gradient by it. Layers have the names of
 * the summary; the input is one of them.
 *
 * <pre>{@code
 * ObservedNetwork network = Compiler.observe(file, CompilerOptions.defaults()).result().orElseThrow();
 * try (Probe probe = network.probe(weights, Mode.PREDICTING, 1, 2)) {
 *     probe.forward(pixels, 1);
 *     Reading maps = probe.activation("conv1");
 *     probe.backward("dense2", oneHot);
 *     Reading saliency = probe.gradient("input");
 * }
 * }</pre>
 *
 * <p>Not thread-safe. Needs memory for all tensors of a batch and their gradients at once, which is several times what
 * a predictor needs.
 */
public final class Probe implements AutoCloseable {

    private final ModelInfo info;
    private final PlannedProgram planned;
    private final Map<String, Node> layers;
    private final Weights weights;
    private final WorkerPool workers;
    private final Workspace workspace;
    private final Map<Integer, LoweredLayer> lowered = new HashMap<>();
    private final Map<Integer, Runnable> forward = new HashMap<>();
    private final Map<Integer, Runnable> backward = new HashMap<>();
    private final Map<LoweredLoss, Runnable> lossForward = new HashMap<>();
    private final Map<LoweredLoss, Runnable> lossBackward = new HashMap<>();
    /** Gradients as they were before the layer's own backward step, which may change them in place. */
    private final Map<Integer, float[]> gradients = new HashMap<>();
    private boolean ran;

    Probe(ObservedNetwork network, PlannedProgram planned, Map<String, Node> layers, Weights weights, int capacity,
            int threads) {
        if (!weights.info().parameters().equals(network.info().parameters())) {
            throw new IllegalArgumentException("the weights are of " + weights.info().name() + ", the network is "
                    + network.info().name());
        }
        requireRoom(network.info(), planned, capacity);
        this.info = network.info();
        this.planned = planned;
        this.layers = layers;
        this.weights = weights;
        this.workers = new WorkerPool(threads);
        this.workspace = new Workspace(KernelChoice.best(), workers, capacity,
                Math.toIntExact(planned.arena().floats()), weights.parameters(),
                new float[weights.parameters().length], weights.state().clone(),
                new PackedWeights(planned.program().slots()));
        StepRunner runner = new StepRunner(planned, network.parameters(), workspace);
        for (LoweredLayer layer : planned.program().layers()) {
            lowered.put(layer.node().id(), layer);
            forward.put(layer.node().id(), runner.bind(layer.forward()));
            backward.put(layer.node().id(), runner.bind(layer.backward()));
        }
        for (LoweredLoss loss : planned.program().losses()) {
            lossForward.put(loss, runner.bind(List.of(loss.forward())));
            lossBackward.put(loss, runner.bind(loss.backward()));
        }
    }

    private static void requireRoom(ModelInfo info, PlannedProgram planned, int capacity) {
        long floats = Math.multiplyExact(planned.arena().floats(), (long) capacity);
        if (floats > Integer.MAX_VALUE - 1024) {
            throw new CnncException(String.format("all layers of %s and their gradients are %,d numbers for %d images,"
                    + " more than one array holds; observe fewer images or smaller ones", info.name(), floats,
                    capacity));
        }
    }

    /** The network. */
    public ModelInfo info() {
        return info;
    }

    /** The paths of all layers, the input first, in the order of the computation. */
    public List<String> layers() {
        return List.copyOf(layers.keySet());
    }

    /** The layers that read this one's output; none if only the loss does. */
    List<String> readersOf(String path) {
        int id = find(path).id();
        return planned.program().graph().nodes().stream()
                .filter(node -> node.inputs().contains(id))
                .map(node -> node.origin().path())
                .toList();
    }

    /** The layers that a layer reads. */
    List<String> inputsOf(String path) {
        List<Integer> ids = find(path).inputs();
        return planned.program().graph().nodes().stream()
                .filter(node -> ids.contains(node.id()))
                .map(node -> node.origin().path())
                .toList();
    }

    /** How pixels become numbers with the weights as they are now. */
    public PixelScaling scaling() {
        return PixelScaling.of(weights);
    }

    /** The seed and the number of the step, which decide what dropout drops in {@link Mode#TRAINING}. */
    public void step(long seed, long step) {
        workspace.seed(seed);
        workspace.step(step);
    }

    /**
     * Computes all layers.
     *
     * @param pixels image after image, values from 0 to 255 in the order height, width, channel
     * @param images how many there are, at least 1
     * @throws IllegalArgumentException if there are more images than the probe has room for, or fewer pixels
     */
    public void forward(float[] pixels, int images) {
        requireImages(pixels, images);
        scaling().apply(workspace.kernels().elements(), pixels, 0, images * info.input().size(), workspace.arena(),
                address(input(), Role.VALUE));
        run(images);
    }

    /**
     * Computes all layers for images that are scaled already, as a trainer has them.
     *
     * @param inputs image after image, in the order height, width, channel
     * @param images how many there are, at least 1
     */
    public void forwardScaled(float[] inputs, int images) {
        requireImages(inputs, images);
        System.arraycopy(inputs, 0, workspace.arena(), address(input(), Role.VALUE), images * info.input().size());
        run(images);
    }

    private void requireImages(float[] values, int images) {
        long needed = (long) images * info.input().size();
        if (values.length < needed) {
            throw new IllegalArgumentException(images + " images of " + info.name() + " have " + needed
                    + " values, not " + values.length);
        }
    }

    private void run(int images) {
        workspace.count(images);
        // A training step moves running statistics; those of the weights are not this probe's to move.
        System.arraycopy(weights.state(), 0, workspace.state(), 0, weights.state().length);
        for (LoweredLayer layer : planned.program().layers()) {
            forward.get(layer.node().id()).run();
        }
        gradients.clear();
        ran = true;
    }

    /**
     * What a layer gave in the last {@link #forward}.
     *
     * @throws CnncException if no layer has that path; the message suggests one
     */
    public Reading activation(String path) {
        requireForward();
        Node node = find(path);
        int from = address(node, Role.VALUE);
        return reading(node, Arrays.copyOfRange(workspace.arena(), from, from + length(node)));
    }

    /**
     * From the losses of all outputs down to the input, for the images of the last {@link #forward}.
     *
     * @param labels the class of each image; where a loss compares values, the class's target is 1 and the others' 0
     * @return the loss, the mean over the images; gradients are by this mean
     */
    public double backward(int[] labels) {
        requireForward();
        System.arraycopy(labels, 0, workspace.labels(), 0, workspace.count());
        workspace.targets(targets(labels));
        clearGradients();
        workspace.clearLoss();
        Set<Integer> sources = new HashSet<>();
        for (LoweredLoss loss : planned.program().losses()) {
            lossForward.get(loss).run();
            lossBackward.get(loss).run();
            sources.add(loss.operation().node());
        }
        descend(sources);
        return workspace.lossSum() / workspace.count();
    }

    /**
     * From a layer down to the input: the gradient of the sum of the layer's values, each times its weight.
     *
     * @param path   where to begin
     * @param values the weights, in the order of {@link Reading#values}: 1 for the value whose gradient is wanted
     * @throws CnncException if no layer has that path
     */
    public void backward(String path, float[] values) {
        requireForward();
        Node node = find(path);
        if (values.length != length(node)) {
            throw new IllegalArgumentException(
                    path + " gave " + length(node) + " values for the batch, not " + values.length);
        }
        clearGradients();
        if (planned.arena().holds(node.id(), Role.GRADIENT)) {
            System.arraycopy(values, 0, workspace.arena(), address(node, Role.GRADIENT), values.length);
            descend(Set.of(node.id()));
        } else {
            gradients.put(node.id(), values.clone());
        }
    }

    /**
     * The gradient by a layer's output after {@link #backward}; for the input, by its scaled pixels. Zeros where what
     * was differentiated does not depend on the layer.
     *
     * @throws CnncException if no layer has that path
     */
    public Reading gradient(String path) {
        requireForward();
        Node node = find(path);
        float[] found = gradients.get(node.id());
        return reading(node, found == null ? new float[length(node)] : found.clone());
    }

    /**
     * The gradient by a parameter after {@link #backward}, in PyTorch's layout. Zeros for those that are frozen, which
     * in {@link Mode#PREDICTING} batch norms' are.
     *
     * @param name as in weight files: {@code conv1.weight}
     * @throws CnncException if no trainable parameter has that name
     */
    public float[] parameterGradient(String name) {
        ParameterInfo parameter = info.parameters().stream()
                .filter(it -> it.trainable() && it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CnncException(info.name() + " has no trainable parameter " + name));
        return Arrays.copyOfRange(
                workspace.gradients(), parameter.offset(), parameter.offset() + parameter.size());
    }

    /** Ends the threads. */
    @Override
    public void close() {
        workers.close();
    }

    private void descend(Set<Integer> sources) {
        Set<Integer> reached = new HashSet<>(sources);
        List<LoweredLayer> all = planned.program().layers();
        for (int i = all.size() - 1; i >= 0; i--) {
            Node node = all.get(i).node();
            if (!reached.contains(node.id())) {
                continue;
            }
            reached.addAll(node.inputs());
            if (planned.arena().holds(node.id(), Role.GRADIENT)) {
                int from = address(node, Role.GRADIENT);
                gradients.put(node.id(), Arrays.copyOfRange(workspace.arena(), from, from + length(node)));
                backward.get(node.id()).run();
            }
        }
    }

    private void clearGradients() {
        gradients.clear();
        Arrays.fill(workspace.gradients(), 0);
        for (LoweredLayer layer : planned.program().layers()) {
            if (planned.arena().holds(layer.node().id(), Role.GRADIENT)) {
                int from = address(layer.node(), Role.GRADIENT);
                Arrays.fill(workspace.arena(), from, from + length(layer.node()), 0);
            }
        }
    }

    private float[] targets(int[] labels) {
        List<OutputInfo> outputs = info.outputs();
        int size = outputs.get(0).size();
        int channels = outputs.get(0).channels();
        int first = outputs.get(0).classes() - channels;
        float[] targets = new float[workspace.count() * size];
        for (int image = 0; image < workspace.count(); image++) {
            if (labels[image] >= first) {
                targets[image * size + Math.floorMod(labels[image] - first, channels)] = 1;
            }
        }
        return targets;
    }

    private Node input() {
        return planned.program().graph().nodes().get(0);
    }

    private Node find(String path) {
        Node node = layers.get(path);
        if (node == null) {
            String hint = Suggestions.hint(path, layers.keySet(), "cnnc summary lists the layers");
            throw new CnncException(info.name() + " has no layer '" + path + "'; " + hint);
        }
        return node;
    }

    private void requireForward() {
        if (!ran) {
            throw new IllegalStateException("there are no activations before a forward pass");
        }
    }

    private int address(Node node, Role role) {
        return workspace.address(planned.arena().offset(node.id(), role));
    }

    private int length(Node node) {
        return Math.toIntExact(node.shape().size()) * workspace.count();
    }

    private Reading reading(Node node, float[] values) {
        return new Reading(node.origin().path(), workspace.count(), Math.toIntExact(node.shape().height()),
                Math.toIntExact(node.shape().width()), Math.toIntExact(node.shape().channels()), values);
    }
}
