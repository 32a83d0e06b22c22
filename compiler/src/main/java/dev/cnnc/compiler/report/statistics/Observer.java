package dev.cnnc.compiler.report.statistics;

import dev.cnnc.compiler.observe.Mode;
import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.compiler.observe.Probe;
import dev.cnnc.runtime.LayerInfo;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.ParameterInfo;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.data.Dataset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at a network while it is trained: passes a few training images through it as a training step would, and sums up
 * what its layers and gradients are. It reads the weights and changes nothing, so the training is the same with it.
 */
public final class Observer implements AutoCloseable {

    private static final int MOST_IMAGES = 32;
    /** The share of the memory for numbers of the probe and their copies. */
    private static final int SHARE_OF_MEMORY = 8;
    /** Of all layers of a batch together, which keeps a look short: 64 MB. */
    private static final long MOST_FLOATS = 16 << 20;
    /** Values of every layer, their gradients, and a copy of each of those. */
    private static final int COPIES = 4;

    private final Probe probe;
    private final Weights weights;
    private final float[] pixels;
    private final int[] labels;

    private Observer(ObservedNetwork network, Weights weights, Dataset data, int images, int threads) {
        this.weights = weights;
        int size = network.info().input().size();
        pixels = new float[images * size];
        labels = new int[images];
        byte[] bytes = new byte[size];
        for (int i = 0; i < images; i++) {
            int image = (int) ((long) i * data.size() / images);
            data.copyPixels(image, bytes, 0);
            labels[i] = data.label(image);
            for (int k = 0; k < size; k++) {
                pixels[i * size + k] = bytes[k] & 0xff;
            }
        }
        probe = network.probe(weights, Mode.TRAINING, images, threads);
    }

    /**
     * An observer of these weights as they become; empty if the network is too large to be looked at beside its
     * training.
     *
     * @param data of which some images, evenly spread, pass through the network
     */
    public static Optional<Observer> of(ObservedNetwork network, Weights weights, Dataset data, int threads) {
        long floats = network.info().layers().stream().mapToLong(LayerInfo::activationBytes).sum() / Float.BYTES
                + network.info().input().size();
        long room = Math.min(MOST_FLOATS,
                Runtime.getRuntime().maxMemory() / Float.BYTES / SHARE_OF_MEMORY / COPIES);
        int images = (int) Math.min(Math.min(MOST_IMAGES, data.size()), room / Math.max(1, floats));
        return images == 0 ? Optional.empty() : Optional.of(new Observer(network, weights, data, images, threads));
    }

    /** Looks at the network as it is now, after so many epochs. */
    public EpochStatistics look(int epoch) {
        probe.step(0, 0);
        probe.forward(pixels, labels.length);
        probe.backward(labels);
        ModelInfo info = weights.info();
        return new EpochStatistics(epoch, labels.length, layers(info, this::activation),
                layers(info, this::activationGradient).stream().filter(this::reached).toList(),
                parameters(info, weights::get), parameters(info, probe::parameterGradient));
    }

    /** A last softmax is part of the loss, and has no gradient of its own. */
    private boolean reached(TensorStatistics gradient) {
        return gradient.zeros() < gradient.count() || weights.info().layers().stream()
                .anyMatch(layer -> layer.inputs().contains(gradient.name()));
    }

    /** The gradient by a trainable parameter when the network was last looked at. */
    public float[] gradient(String parameter) {
        return probe.parameterGradient(parameter);
    }

    /** What a layer gave when the network was last looked at. */
    public float[] activation(String layer) {
        return probe.activation(layer).values();
    }

    /** The gradient by what a layer gave when the network was last looked at. */
    public float[] activationGradient(String layer) {
        return probe.gradient(layer).values();
    }

    private static List<TensorStatistics> layers(ModelInfo info, Function<String, float[]> values) {
        return info.layers().stream().filter(layer -> !layer.inputs().isEmpty()).map(LayerInfo::path)
                .map(path -> TensorStatistics.of(path, values.apply(path))).toList();
    }

    private static List<TensorStatistics> parameters(ModelInfo info, Function<String, float[]> values) {
        return info.parameters().stream().filter(ParameterInfo::trainable).map(ParameterInfo::name)
                .map(name -> TensorStatistics.of(name, values.apply(name))).toList();
    }

    @Override
    public void close() {
        probe.close();
    }
}
