package dev.cnnc.bench.libtorch;

import dev.cnnc.bench.engine.Descent;
import dev.cnnc.bench.engine.Images;
import dev.cnnc.bench.engine.Training;
import dev.cnnc.bench.network.Array;
import dev.cnnc.bench.network.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Training with channels last, which is the faster layout of the two. */
final class TorchTraining implements Training {

    private final Network network;
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Tensor images;
    private final Tensor labels;
    private final SGD optimiser;

    TorchTraining(Network network, Images images, int[] labels) {
        this.network = network;
        this.images = channelsLast(Tensors.of(images));
        this.labels = Tensors.of(labels);
        TensorVector trainable = new TensorVector();
        for (Array array : network.arrays()) {
            Tensor tensor = Tensors.of(array);
            Tensor placed = array.shape().length == 4 ? channelsLast(tensor) : tensor;
            parameters.put(array.name(), placed);
            if (network.isTrainable(array)) {
                placed.set_requires_grad(true);
                trainable.push_back(placed);
            }
        }
        SGDOptions options = new SGDOptions(Descent.RATE);
        options.momentum().put(Descent.MOMENTUM);
        optimiser = new SGD(trainable, options);
    }

    private static Tensor channelsLast(Tensor tensor) {
        return tensor.contiguous(torch.MemoryFormat.ChannelsLast);
    }

    @Override
    public float step() {
        try (PointerScope scope = new PointerScope()) {
            Tensor loss = torch.cross_entropy_loss(network.build(new EagerBuilder(parameters, images)), labels);
            optimiser.zero_grad();
            loss.backward();
            optimiser.step();
            return loss.item_float();
        }
    }

    @Override
    public void close() {
        optimiser.close();
    }
}
