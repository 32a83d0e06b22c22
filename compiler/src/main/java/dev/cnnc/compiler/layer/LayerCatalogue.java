package dev.cnnc.compiler.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All kinds of layer. A new kind is its own file and one line here. */
public final class LayerCatalogue {

    private static final List<LayerKind> KINDS = List.of(
            Input.KIND,
            Output.KIND,
            Conv.KIND,
            DepthwiseConv.KIND,
            SeparableConv.KIND,
            TransposedConv.KIND,
            LocallyConnected.KIND,
            Filter.KIND,
            Dense.KIND,
            MaxPool.KIND,
            AvgPool.KIND,
            SumPool.KIND,
            AdaptiveAvgPool.KIND,
            GlobalMaxPool.KIND,
            GlobalAvgPool.KIND,
            BatchNorm.KIND,
            LayerNorm.KIND,
            GroupNorm.KIND,
            InstanceNorm.KIND,
            LocalResponseNorm.KIND,
            Affine.KIND,
            Dropout.KIND,
            SpatialDropout.KIND,
            StochasticDepth.KIND,
            Relu.KIND,
            Relu6.KIND,
            LeakyRelu.KIND,
            Prelu.KIND,
            Elu.KIND,
            Selu.KIND,
            Gelu.KIND,
            Sigmoid.KIND,
            Tanh.KIND,
            Softplus.KIND,
            Silu.KIND,
            HardSigmoid.KIND,
            HardSwish.KIND,
            Softmax.KIND,
            LogSoftmax.KIND,
            Add.KIND,
            Multiply.KIND,
            Scale.KIND,
            Concat.KIND,
            Flatten.KIND,
            Reshape.KIND,
            Permute.KIND,
            Pad.KIND,
            Crop.KIND,
            Upsample.KIND,
            Slice.KIND,
            ChannelShuffle.KIND,
            PadChannels.KIND);

    private static final Map<String, LayerKind> BY_NAME = new LinkedHashMap<>();

    static {
        for (LayerKind kind : KINDS) {
            if (BY_NAME.put(kind.name(), kind) != null) {
                throw new IllegalStateException("two kinds of layer are called " + kind.name());
            }
        }
    }

    private LayerCatalogue() {}

    /** In the order of the reference. */
    public static List<LayerKind> kinds() {
        return KINDS;
    }

    public static Optional<LayerKind> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** For suggestions. */
    public static Set<String> names() {
        return java.util.Collections.unmodifiableSet(BY_NAME.keySet());
    }
}
