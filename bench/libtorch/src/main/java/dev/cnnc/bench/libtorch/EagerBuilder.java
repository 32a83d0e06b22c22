package dev.cnnc.bench.libtorch;

import dev.cnnc.bench.network.Array;
import dev.cnnc.bench.network.Convolution;
import dev.cnnc.bench.network.Dense;
import dev.cnnc.bench.network.LayerBuilder;
import dev.cnnc.bench.network.Norm;
import dev.cnnc.bench.network.Window;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.kernel.ActivationKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Computes a network in training mode as it is built; the last softmax is left to the loss. */
final class EagerBuilder implements LayerBuilder<Tensor> {

    private final Map<String, Tensor> parameters;
    private final Tensor images;

    /** @param parameters by their names in cnnc */
    EagerBuilder(Map<String, Tensor> parameters, Tensor images) {
        this.parameters = parameters;
        this.images = images;
    }

    private Tensor of(Array array) {
        return parameters.get(array.name());
    }

    private TensorOptional of(Optional<Array> array) {
        return array.map(it -> new TensorOptional(of(it))).orElseGet(TensorOptional::new);
    }

    @Override
    public Tensor input(Shape image) {
        return images;
    }

    @Override
    public Tensor convolution(Tensor x, Convolution layer) {
        Window window = layer.window();
        return torch.conv2d(x, of(layer.weight()), of(layer.bias()), TorchWindow.stride(window),
                TorchWindow.padding(window), TorchWindow.dilation(window), layer.groups());
    }

    @Override
    public Tensor dense(Tensor x, Dense layer) {
        return torch.linear(x, of(layer.weight()), of(layer.bias()));
    }

    @Override
    public Tensor batchNorm(Tensor x, Norm layer) {
        return torch.batch_norm(x, of(layer.weight()), of(layer.bias()), new TensorOptional(of(layer.mean())),
                new TensorOptional(of(layer.variance())), true, 1 - layer.momentum(), layer.epsilon(), false);
    }

    @Override
    public Tensor activation(Tensor x, ActivationKind kind) {
        return switch (kind) {
            case RELU -> torch.relu(x);
            case RELU6 -> torch.hardtanh(x, new Scalar(0f), new Scalar(6f));
            case TANH -> torch.tanh(x);
            default -> throw new IllegalArgumentException(kind + " takes no part in the comparison");
        };
    }

    @Override
    public Tensor maxPool(Tensor x, Window window) {
        return torch.max_pool2d(x, TorchWindow.size(window), TorchWindow.stride(window), TorchWindow.padding(window),
                new long[] {1, 1}, false);
    }

    @Override
    public Tensor avgPool(Tensor x, Window window, boolean countPadding) {
        return torch.avg_pool2d(x, TorchWindow.size(window), TorchWindow.stride(window), TorchWindow.padding(window),
                false, countPadding, new LongOptional());
    }

    @Override
    public Tensor globalAvgPool(Tensor x) {
        return torch.adaptive_avg_pool2d(x, 1, 1).flatten(1, -1);
    }

    @Override
    public Tensor flatten(Tensor x, boolean channelsFirst) {
        return (channelsFirst ? x : x.permute(0, 2, 3, 1)).flatten(1, -1);
    }

    @Override
    public Tensor dropout(Tensor x, double rate) {
        return torch.dropout(x, rate, true);
    }

    @Override
    public Tensor add(List<Tensor> inputs) {
        return inputs.stream().reduce(torch::add).orElseThrow();
    }

    @Override
    public Tensor concat(List<Tensor> inputs) {
        return torch.cat(new TensorVector(inputs.toArray(Tensor[]::new)), 1);
    }

    @Override
    public Tensor padChannels(Tensor x, int before, int after) {
        return torch.constant_pad_nd(x, 0, 0, 0, 0, before, after);
    }

    @Override
    public Tensor softmax(Tensor x) {
        return x;
    }
}
