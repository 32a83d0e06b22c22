package dev.cnnc.bench.dl4j;

import dev.cnnc.bench.network.Array;
import dev.cnnc.bench.network.Convolution;
import dev.cnnc.bench.network.Dense;
import dev.cnnc.bench.network.LayerBuilder;
import dev.cnnc.bench.network.Network;
import dev.cnnc.bench.network.Norm;
import dev.cnnc.bench.network.Window;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.kernel.ActivationKind;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Makes a network a graph of layers, images with channels first. Activations are part of the layer before them. */
final class GraphLayers implements LayerBuilder<Tensor> {

    private static final String IMAGES = "images";

    private final GraphBuilder graph = new NeuralNetConfiguration.Builder()
            .updater(new Momentum())
            .weightInit(WeightInit.ZERO)
            .activation(Activation.IDENTITY)
            .convolutionMode(ConvolutionMode.Truncate)
            // Otherwise it computes a convolution once more for its gradients.
            .cacheMode(CacheMode.DEVICE)
            .graphBuilder()
            .addInputs(IMAGES);
    private final LayerParameters parameters = new LayerParameters();
    private final boolean isTraining;
    private int vertices;

    private GraphLayers(boolean isTraining) {
        this.isTraining = isTraining;
    }

    /** The network with its weights. */
    static ComputationGraph of(Network network, boolean isTraining) {
        GraphLayers layers = new GraphLayers(isTraining);
        Tensor answer = network.build(layers);
        ComputationGraph result = new ComputationGraph(layers.graph.setOutputs(answer.vertex()).build());
        result.init();
        layers.parameters.assign(result);
        return result;
    }

    private String add(String kind, Layer layer, Tensor x) {
        String name = name(kind);
        graph.addLayer(name, layer, x.vertex());
        return name;
    }

    private String name(String kind) {
        return kind + vertices++;
    }

    private static String[] names(List<Tensor> inputs) {
        return inputs.stream().map(Tensor::vertex).toArray(String[]::new);
    }

    @Override
    public Tensor input(Shape image) {
        return Tensor.image(IMAGES, (int) image.height(), (int) image.width(), (int) image.channels());
    }

    @Override
    public Tensor convolution(Tensor x, Convolution convolution) {
        Window window = convolution.window();
        int filters = convolution.weight().shape()[0];
        ConvolutionLayer layer = layer(convolution, filters, x.channels());
        String name = add("convolution", layer, padded(x, window));
        layer.setPadding(padding(window));
        parameters.weight(name, convolution.isDepthwise() ? depthwiseFilter(convolution) : convolution.weight());
        parameters.bias(name, convolution.bias());
        return x.under(window, name, filters).madeBy(layer);
    }

    private static ConvolutionLayer layer(Convolution convolution, int filters, int channels) {
        Window window = convolution.window();
        if (convolution.isDepthwise()) {
            return new DepthwiseConvolution2D.Builder()
                    .kernelSize(window.height(), window.width())
                    .stride(window.strideHeight(), window.strideWidth())
                    .dilation(window.dilationHeight(), window.dilationWidth())
                    .depthMultiplier(filters / channels)
                    .nIn(channels).nOut(filters)
                    .hasBias(convolution.bias().isPresent())
                    .build();
        }
        if (convolution.groups() > 1) {
            throw new IllegalArgumentException("DL4J has no convolutions in groups of several channels");
        }
        return new ConvolutionLayer.Builder(window.height(), window.width())
                .stride(window.strideHeight(), window.strideWidth())
                .dilation(window.dilationHeight(), window.dilationWidth())
                .nIn(channels).nOut(filters)
                .hasBias(convolution.bias().isPresent())
                .build();
    }

    /** Height, width, channels, filters of a channel. */
    private static Array depthwiseFilter(Convolution layer) {
        Array filter = layer.weight().permuted(2, 3, 0, 1);
        int[] shape = filter.shape();
        int[] split = {shape[0], shape[1], layer.groups(), shape[2] / layer.groups()};
        return new Array(filter.name(), split, filter.values());
    }

    /** With zeros around it, where layers cannot pad since one side has more. */
    private Tensor padded(Tensor x, Window window) {
        return window.isSymmetric() ? x : x.at(add("padding",
                new ZeroPaddingLayer.Builder(window.top(), window.bottom(), window.left(), window.right()).build(), x));
    }

    private static int[] padding(Window window) {
        return window.isSymmetric() ? new int[] {window.top(), window.left()} : new int[] {0, 0};
    }

    @Override
    public Tensor dense(Tensor x, Dense dense) {
        int units = dense.weight().shape()[0];
        int size = dense.weight().shape()[1];
        DenseLayer layer =
                new DenseLayer.Builder().nIn(size).nOut(units).hasBias(dense.bias().isPresent()).build();
        String name = add("dense", layer, x);
        parameters.weight(name, channelsFirst(dense.weight(), x).permuted(1, 0));
        parameters.bias(name, dense.bias());
        return Tensor.image(name, 1, 1, units).madeBy(layer);
    }

    /** The weights of a layer over a flattened image, in the order in which DL4J flattens it. */
    private static Array channelsFirst(Array weight, Tensor x) {
        if (!x.isChannelsLast()) {
            return weight;
        }
        int[] split = {weight.shape()[0], x.height(), x.width(), x.channels()};
        Array sorted = new Array(weight.name(), split, weight.values()).permuted(0, 3, 1, 2);
        return new Array(weight.name(), weight.shape(), sorted.values());
    }

    @Override
    public Tensor batchNorm(Tensor x, Norm norm) {
        if (isTraining && (norm.weight().isEmpty() || norm.bias().isEmpty())) {
            throw new IllegalArgumentException("DL4J learns factors and summands, or neither");
        }
        String name = add("norm", new BatchNormalization.Builder()
                .nIn(norm.channels()).nOut(norm.channels())
                .eps(norm.epsilon()).decay(norm.momentum())
                .useLogStd(false)
                .build(), x);
        parameters.norm(name, norm);
        return x.at(name);
    }

    @Override
    public Tensor activation(Tensor x, ActivationKind kind) {
        Activation activation = switch (kind) {
            case RELU -> Activation.RELU;
            case RELU6 -> Activation.RELU6;
            case TANH -> Activation.TANH;
            default -> throw new IllegalArgumentException(kind + " takes no part in the comparison");
        };
        if (x.layer().isPresent()) {
            x.layer().get().setActivationFn(activation.getActivationFunction());
            return x.at(x.vertex());
        }
        return x.at(add("activation", new ActivationLayer(activation), x));
    }

    @Override
    public Tensor maxPool(Tensor x, Window window) {
        if (!window.isSymmetric()) {
            throw new IllegalArgumentException("DL4J pads for a maximum with as much on one side as on the other");
        }
        return pool(x, window, new SubsamplingLayer.Builder(PoolingType.MAX));
    }

    @Override
    public Tensor avgPool(Tensor x, Window window, boolean countPadding) {
        return pool(x, window,
                new SubsamplingLayer.Builder(PoolingType.AVG).avgPoolIncludePadInDivisor(countPadding));
    }

    private Tensor pool(Tensor x, Window window, SubsamplingLayer.Builder layer) {
        String name = add("pool", layer
                .kernelSize(window.height(), window.width())
                .stride(window.strideHeight(), window.strideWidth())
                .padding(padding(window))
                .build(), padded(x, window));
        return x.under(window, name, x.channels());
    }

    @Override
    public Tensor globalAvgPool(Tensor x) {
        return Tensor.image(add("mean", new GlobalPoolingLayer(PoolingType.AVG), x), 1, 1, x.channels());
    }

    @Override
    public Tensor flatten(Tensor x, boolean channelsFirst) {
        String name = name("flat");
        graph.addVertex(name,
                new PreprocessorVertex(new CnnToFeedForwardPreProcessor(x.height(), x.width(), x.channels())),
                x.vertex());
        return x.flattened(name, !channelsFirst);
    }

    @Override
    public Tensor dropout(Tensor x, double rate) {
        return x.at(add("dropout", new DropoutLayer(1 - rate), x));
    }

    @Override
    public Tensor add(List<Tensor> inputs) {
        String name = name("sum");
        graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), names(inputs));
        return inputs.get(0).at(name);
    }

    @Override
    public Tensor concat(List<Tensor> inputs) {
        String name = name("concat");
        graph.addVertex(name, new MergeVertex(), names(inputs));
        return inputs.get(0).at(name, inputs.stream().mapToInt(Tensor::channels).sum());
    }

    /** There is no such layer: zeros are some of the image's channels times nothing. */
    @Override
    public Tensor padChannels(Tensor x, int before, int after) {
        return concat(List.of(zeros(x, before), x, zeros(x, after)));
    }

    private Tensor zeros(Tensor x, int channels) {
        String some = name("some");
        graph.addVertex(some, new SubsetVertex(0, channels - 1), x.vertex());
        String zeros = name("zeros");
        graph.addVertex(zeros, new ScaleVertex(0), some);
        return x.at(zeros, channels);
    }

    /** The end of a network, which is also where its loss is. */
    @Override
    public Tensor softmax(Tensor x) {
        return x.at(add("softmax",
                new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).build(), x));
    }
}
