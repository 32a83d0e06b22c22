package dev.cnnc.bench.tensorflow;

import dev.cnnc.bench.network.Array;
import dev.cnnc.bench.network.Convolution;
import dev.cnnc.bench.network.Dense;
import dev.cnnc.bench.network.LayerBuilder;
import dev.cnnc.bench.network.Norm;
import dev.cnnc.bench.network.Window;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.kernel.ActivationKind;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.op.nn.DepthwiseConv2dNative;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/** Adds a network to a graph, images as height, width, channels. */
final class TensorFlowBuilder implements LayerBuilder<Operand<TFloat32>> {

    /** The name of the images. */
    static final String IMAGES = "images";

    private final Ops tf;
    private final Parameters parameters;
    private final boolean isTraining;

    /** @param isTraining whether dropout and batch norms train, and the last softmax is left to the loss */
    TensorFlowBuilder(Ops tf, Parameters parameters, boolean isTraining) {
        this.tf = tf;
        this.parameters = parameters;
        this.isTraining = isTraining;
    }

    @Override
    public Operand<TFloat32> input(Shape image) {
        return tf.withName(IMAGES).placeholder(TFloat32.class, Placeholder.shape(org.tensorflow.ndarray.Shape.of(
                org.tensorflow.ndarray.Shape.UNKNOWN_SIZE, image.height(), image.width(), image.channels())));
    }

    @Override
    public Operand<TFloat32> convolution(Operand<TFloat32> x, Convolution layer) {
        Window window = layer.window();
        String padding = Paddings.word(window, x.shape());
        // Its gradients do not know explicit padding.
        if (isTraining && padding.equals(Paddings.EXPLICIT)) {
            x = tf.pad(x, tf.constant(Paddings.table(window)), tf.constant(0f));
            padding = Paddings.VALID;
        }
        List<Long> strides = List.of(1L, (long) window.strideHeight(), (long) window.strideWidth(), 1L);
        List<Long> dilations = List.of(1L, (long) window.dilationHeight(), (long) window.dilationWidth(), 1L);
        List<Long> explicit = Paddings.explicit(window, padding);
        Operand<TFloat32> y;
        if (layer.isDepthwise()) {
            Operand<TFloat32> filter = parameters.trainable(depthwiseFilter(layer));
            y = tf.nn.depthwiseConv2dNative(x, filter, strides, padding,
                    DepthwiseConv2dNative.explicitPaddings(explicit), DepthwiseConv2dNative.dilations(dilations));
        } else {
            Operand<TFloat32> filter = parameters.trainable(layer.weight().permuted(2, 3, 1, 0));
            y = tf.nn.conv2d(
                    x, filter, strides, padding, Conv2d.explicitPaddings(explicit), Conv2d.dilations(dilations));
        }
        return withBias(y, layer.bias());
    }

    /** Height, width, channels, filters of a channel. */
    private static Array depthwiseFilter(Convolution layer) {
        Array filter = layer.weight().permuted(2, 3, 0, 1);
        int[] shape = filter.shape();
        int[] split = {shape[0], shape[1], layer.groups(), shape[2] / layer.groups()};
        return new Array(filter.name(), split, filter.values());
    }

    private Operand<TFloat32> withBias(Operand<TFloat32> y, Optional<Array> bias) {
        return bias.<Operand<TFloat32>>map(it -> tf.nn.biasAdd(y, parameters.trainable(it))).orElse(y);
    }

    @Override
    public Operand<TFloat32> dense(Operand<TFloat32> x, Dense layer) {
        return withBias(
                tf.linalg.matMul(x, parameters.trainable(layer.weight().permuted(1, 0))), layer.bias());
    }

    @Override
    public Operand<TFloat32> batchNorm(Operand<TFloat32> x, Norm layer) {
        int[] shape = layer.mean().shape();
        Operand<TFloat32> factors = layer.weight()
                .map(parameters::trainable)
                .orElseGet(() -> Parameters.constant(tf, new Array("", shape, layer.factors())));
        Operand<TFloat32> summands = layer.bias()
                .map(parameters::trainable)
                .orElseGet(() -> Parameters.constant(tf, new Array("", shape, layer.summands())));
        return tf.nn.fusedBatchNorm(x, factors, summands, Parameters.constant(tf, layer.mean()),
                Parameters.constant(tf, layer.variance()), FusedBatchNorm.epsilon(layer.epsilon()),
                FusedBatchNorm.isTraining(isTraining)).y();
    }

    @Override
    public Operand<TFloat32> activation(Operand<TFloat32> x, ActivationKind kind) {
        return switch (kind) {
            case RELU -> tf.nn.relu(x);
            case RELU6 -> tf.nn.relu6(x);
            case TANH -> tf.math.tanh(x);
            default -> throw new IllegalArgumentException(kind + " takes no part in the comparison");
        };
    }

    @Override
    public Operand<TFloat32> maxPool(Operand<TFloat32> x, Window window) {
        String padding = Paddings.word(window, x.shape());
        Operand<TFloat32> image = padding.equals(Paddings.EXPLICIT)
                ? tf.pad(x, tf.constant(Paddings.table(window)), tf.constant(-Float.MAX_VALUE))
                : x;
        return tf.nn.maxPool(image, tf.array(1, window.height(), window.width(), 1),
                tf.array(1, window.strideHeight(), window.strideWidth(), 1),
                padding.equals(Paddings.EXPLICIT) ? Paddings.VALID : padding);
    }

    @Override
    public Operand<TFloat32> avgPool(Operand<TFloat32> x, Window window, boolean countPadding) {
        if (window.isPadded() && !countPadding) {
            throw new IllegalArgumentException("TensorFlow counts zeros of explicit padding");
        }
        Operand<TFloat32> image =
                window.isPadded() ? tf.pad(x, tf.constant(Paddings.table(window)), tf.constant(0f)) : x;
        return tf.nn.avgPool(image, List.of(1L, (long) window.height(), (long) window.width(), 1L),
                List.of(1L, (long) window.strideHeight(), (long) window.strideWidth(), 1L), Paddings.VALID);
    }

    @Override
    public Operand<TFloat32> globalAvgPool(Operand<TFloat32> x) {
        return tf.math.mean(x, tf.array(1, 2));
    }

    @Override
    public Operand<TFloat32> flatten(Operand<TFloat32> x, boolean channelsFirst) {
        org.tensorflow.ndarray.Shape shape = x.shape();
        int size = Math.toIntExact(shape.get(1) * shape.get(2) * shape.get(3));
        Operand<TFloat32> ordered = channelsFirst ? tf.linalg.transpose(x, tf.array(0, 3, 1, 2)) : x;
        return tf.reshape(ordered, tf.array(-1, size));
    }

    @Override
    public Operand<TFloat32> dropout(Operand<TFloat32> x, double rate) {
        if (!isTraining) {
            return x;
        }
        float kept = (float) (1 - rate);
        Operand<TFloat32> random = tf.random.randomUniform(tf.shape(x), TFloat32.class);
        Operand<TFloat32> mask = tf.math.floor(tf.math.add(random, tf.constant(kept)));
        return tf.math.mul(x, tf.math.mul(tf.stopGradient(mask), tf.constant(1 / kept)));
    }

    @Override
    public Operand<TFloat32> add(List<Operand<TFloat32>> inputs) {
        return inputs.stream().reduce(tf.math::add).orElseThrow();
    }

    @Override
    public Operand<TFloat32> concat(List<Operand<TFloat32>> inputs) {
        return tf.concat(inputs, tf.constant(3));
    }

    @Override
    public Operand<TFloat32> padChannels(Operand<TFloat32> x, int before, int after) {
        return tf.pad(x, tf.constant(new int[][] {{0, 0}, {0, 0}, {0, 0}, {before, after}}), tf.constant(0f));
    }

    @Override
    public Operand<TFloat32> softmax(Operand<TFloat32> x) {
        return isTraining ? x : tf.nn.softmax(x);
    }
}
