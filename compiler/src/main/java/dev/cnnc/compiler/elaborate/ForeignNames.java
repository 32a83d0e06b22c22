package dev.cnnc.compiler.elaborate;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What Keras, PyTorch, Caffe and Darknet call the layers that have another name here. */
final class ForeignNames {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("averagepooling2d", "avgpool"),
            Map.entry("avgpool2d", "avgpool"),
            Map.entry("batchnorm", "bn"),
            Map.entry("batchnorm2d", "bn"),
            Map.entry("batchnormalisation", "bn"),
            Map.entry("batchnormalization", "bn"),
            Map.entry("channelshuffle", "channel_shuffle"),
            Map.entry("concatenate", "concat"),
            Map.entry("conv2d", "conv"),
            Map.entry("conv2dtranspose", "transposed_conv"),
            Map.entry("convolution", "conv"),
            Map.entry("convolutional", "conv"),
            Map.entry("convtranspose2d", "transposed_conv"),
            Map.entry("cropping2d", "crop"),
            Map.entry("deconv", "transposed_conv"),
            Map.entry("deconvolution", "transposed_conv"),
            Map.entry("depthwiseconv2d", "depthwise_conv"),
            Map.entry("eltwise", "add"),
            Map.entry("fc", "dense"),
            Map.entry("fullyconnected", "dense"),
            Map.entry("globalaveragepooling2d", "global_avgpool"),
            Map.entry("globalmaxpooling2d", "global_maxpool"),
            Map.entry("innerproduct", "dense"),
            Map.entry("linear", "dense"),
            Map.entry("locallyconnected2d", "locally_connected"),
            Map.entry("maxpool2d", "maxpool"),
            Map.entry("maxpooling2d", "maxpool"),
            Map.entry("separableconv2d", "separable_conv"),
            Map.entry("swish", "silu"),
            Map.entry("transpose", "permute"),
            Map.entry("upsampling2d", "upsample"),
            Map.entry("view", "reshape"),
            Map.entry("zeropad2d", "pad"),
            Map.entry("zeropadding2d", "pad"));

    private ForeignNames() {}

    static Optional<String> find(String name) {
        return Optional.ofNullable(NAMES.get(name.toLowerCase(Locale.ROOT).replace("_", "")));
    }
}
