package dev.cnnc.bench.network;

import dev.cnnc.bench.engine.Normalisation;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.layer.Dropout;
import dev.cnnc.compiler.pass.RemoveAuxiliaryOutputs;
import dev.cnnc.compiler.pass.RemoveDeadNodes;
import dev.cnnc.runtime.InputInfo;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.ParameterInfo;
import dev.cnnc.runtime.Weights;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network with weights. */
public final class Network {

    private final Path source;
    private final Graph graph;
    private final Weights weights;
    private final Map<String, Array> arrays = new LinkedHashMap<>();

    private Network(Path source, Graph graph, Weights weights) {
        this.source = source;
        this.graph = graph;
        this.weights = weights;
        for (ParameterInfo parameter : weights.info().parameters()) {
            int[] shape = parameter.shape().stream().mapToInt(Integer::intValue).toArray();
            arrays.put(parameter.name(), new Array(parameter.name(), shape, weights.get(parameter.name())));
        }
    }

    /** Reads a {@code .cnn} file, and makes weights by the rule of {@link SampleWeights}. */
    public static Network read(Path source) {
        CompilerOptions options = CompilerOptions.defaults();
        ModelInfo info = Compiler.info(source, options).result().orElseThrow();
        Graph graph = Compiler.check(source, options).result().orElseThrow().graph();
        Graph essential = new RemoveDeadNodes().apply(new RemoveAuxiliaryOutputs().apply(graph));
        return new Network(source, essential, SampleWeights.of(info, essential));
    }

    /** The file it was read from. */
    public Path source() {
        return source;
    }

    public ModelInfo info() {
        return weights.info();
    }

    public Weights weights() {
        return weights;
    }

    Array array(String name) {
        return arrays.get(name);
    }

    /** All learnt numbers. */
    public Collection<Array> arrays() {
        return Collections.unmodifiableCollection(arrays.values());
    }

    /** Whether training changes it by its gradient. */
    public boolean isTrainable(Array array) {
        return info().parameters().stream()
                .anyMatch(parameter -> parameter.trainable() && parameter.name().equals(array.name()));
    }

    /** Multiply-accumulates for an image. */
    public long macs() {
        return graph.nodes().stream().mapToLong(node -> node.macs()).sum();
    }

    /** Has every layer built that leads to the first output, without auxiliary classifiers. */
    public <T> T build(LayerBuilder<T> builder) {
        return new GraphWalk<>(this, graph, builder).build(graph);
    }

    /** Whether training draws random numbers, which each engine does in its own way. */
    public boolean hasDropout() {
        return graph.nodes().stream().anyMatch(node -> node.layer() instanceof Dropout);
    }

    public int classes() {
        return info().outputs().get(0).size();
    }

    public Normalisation normalisation() {
        InputInfo input = info().input();
        return new Normalisation((float) input.scale(), floats(input.mean()), floats(input.std()));
    }

    private static float[] floats(List<Double> numbers) {
        float[] floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers.get(i).floatValue();
        }
        return floats;
    }
}
